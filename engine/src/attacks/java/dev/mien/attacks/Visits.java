package dev.mien.attacks;

import dev.mien.engine.cluster.Node;
import dev.mien.engine.privacy.Consent;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.Opened;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sessions that go from one node of a cluster to the next. */
final class Visits {
  private static final Site SITE = new Site("main");
  private static final int TRIES_MAX = 100;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final List<Node> nodes;
  private final List<Capsules> everywhere = new ArrayList<>();

  /**
   * @param begun told of the half-key of each session
   */
  Visits(List<Node> nodes, BiConsumer<Handle, HalfKey> begun) {
    this.nodes = List.copyOf(nodes);
    SecureRandom random = new SecureRandom();
    for (Node node : nodes) {
      everywhere.add(
          new Capsules(
              new SpiedHalfKeys(node.halfKeys(), begun),
              node.epochKeys(),
              SessionPolicy.standard(),
              random));
    }
  }

  /** What a visitor has of a session, and what the node that began it had. */
  record Visit(Seat seat, String capsule) {}

  /** One that is begun at one of the nodes, and opened and sealed on each. */
  Visit begin(int number) {
    Capsules first = everywhere.get(number % everywhere.size());
    Instant now = nodes.getFirst().clock().instant();
    Seat seat = insistently(() -> begun(first));
    Capsule capsule = first.seal(SITE, seat, SessionState.begun(now, Consent.none()), now);
    for (Capsules each : everywhere) {
      Opened.Live live = opened(each, capsule, now);
      capsule = each.seal(SITE, live.seat(), live.state(), now);
    }
    return new Visit(seat, capsule.text());
  }

  /** Erases a session at one of the nodes. */
  void erase(int number, Visit visit) {
    Capsules erasing = everywhere.get(number % everywhere.size());
    insistently(() -> erasing.erase(visit.seat()));
  }

  /** What comes of showing a capsule to one of the nodes, which answers for certain. */
  Opened shown(int node, String capsule) {
    Capsules asked = everywhere.get(node);
    for (int tries = 1; ; tries++) {
      Opened opened =
          insistently(
              () -> asked.open(SITE, Capsule.of(capsule), nodes.get(node).clock().instant()));
      if (!(opened instanceof Opened.Unavailable) || tries == TRIES_MAX) {
        return opened;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** Another one each time: a handle whose keeping is uncertain is not used again. */
  private static CompletionStage<Seat> begun(Capsules capsules) {
    Seat seat = capsules.draw();
    return capsules.begin(seat).thenApply(_ -> seat);
  }

  private static Opened.Live opened(Capsules capsules, Capsule capsule, Instant now) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      if (insistently(() -> capsules.open(SITE, capsule, now)) instanceof Opened.Live live) {
        return live;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    throw new IllegalStateException("a live capsule does not open");
  }

  /** A deadline that passes on a busy machine is no finding. */
  private static <T extends @Nullable Object> T insistently(Asking<T> asking) {
    for (int tries = 1; ; tries++) {
      try {
        return asking.ask().toCompletableFuture().join();
      } catch (CompletionException e) {
        if (tries == TRIES_MAX) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  private interface Asking<T extends @Nullable Object> {
    CompletionStage<T> ask();
  }
}
