package dev.mien.attacks;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.privacy.Consent;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.Opened;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Searches all that is in the memory of a cluster for the half-keys of erased sessions. */
final class Insider implements Attack {
  static final String NAME = "insider";

  private static final int NODES = 3;

  private static final Site SITE = new Site("main");

  /** How long after its acknowledgement an erasure has to be complete. */
  private static final Duration AFTER = Duration.ofSeconds(5);

  private static final int TRIES_MAX = 100;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "a dump of the whole memory of every member, after the erasure";
  }

  @Override
  public List<Row> run(Setup setup) throws IOException, InterruptedException {
    List<Node> nodes = Members.together(NODES);
    try {
      List<HalfKey> kept = new ArrayList<>();
      int sessions = setup.either(100, 1_000);
      Needles alive = visited(nodes, kept, sessions, false);
      Needles erased = visited(nodes, kept, sessions, true);
      if (!setup.has(Weakness.KEPT_KEYS)) {
        kept.clear();
      }
      // Nothing more happens: what an erasure leaves behind, no later message may cover up.
      Thread.sleep(AFTER);
      Path dump = setup.folder().resolve("heap.hprof");
      Files.deleteIfExists(dump);
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpHeap(dump.toString(), true);
      } finally {
        Reference.reachabilityFence(kept);
      }
      int found = erased.foundIn(dump);
      int control = alive.foundIn(dump);
      Files.delete(dump);
      return List.of(
          new Row(
              NAME,
              "of %,d erased half-keys, found in a heap dump of %d members, 5 s later"
                  .formatted(sessions, NODES),
              "0",
              Integer.toString(found),
              "of as many live ones %,d".formatted(control),
              Row.of(found == 0 && control == sessions)));
    } finally {
      nodes.forEach(Node::close);
    }
  }

  /**
   * The half-keys of sessions that were opened and sealed on every node, and then erased or not.
   */
  private static Needles visited(
      List<Node> nodes, List<HalfKey> kept, int sessions, boolean erased) {
    SecureRandom random = new SecureRandom();
    Needles needles = new Needles();
    List<Capsules> everywhere = new ArrayList<>();
    for (Node node : nodes) {
      everywhere.add(
          new Capsules(
              new Spy(node.halfKeys(), kept, needles),
              node.epochKeys(),
              SessionPolicy.standard(),
              random));
    }
    for (int i = 0; i < sessions; i++) {
      Capsules first = everywhere.get(i % everywhere.size());
      Instant now = nodes.getFirst().clock().instant();
      Seat seat = insistently(() -> begun(first));
      String capsule = first.seal(SITE, seat, SessionState.begun(now, Consent.none()), now);
      for (Capsules each : everywhere) {
        Opened.Live live = opened(each, capsule, now);
        capsule = each.seal(SITE, live.seat(), live.state(), now);
      }
      if (erased) {
        insistently(() -> first.erase(seat));
      }
    }
    return needles;
  }

  /** Another one each time: a handle whose keeping is uncertain is not used again. */
  private static CompletionStage<Seat> begun(Capsules capsules) {
    Seat seat = capsules.draw();
    return capsules.begin(seat).thenApply(_ -> seat);
  }

  private static Opened.Live opened(Capsules capsules, String capsule, Instant now) {
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

  /** Sees the half-keys that sessions begin with, as an attacker cannot. */
  private record Spy(HalfKeys honest, List<HalfKey> kept, Needles needles) implements HalfKeys {
    @Override
    public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
      kept.add(key);
      byte[] secret = key.bytes();
      // One that was not begun in time nobody has, and nobody erases.
      return honest.begin(handle, key, lease).thenAccept(_ -> needles.add(secret));
    }

    @Override
    public CompletionStage<Entry> find(Handle handle) {
      return honest.find(handle);
    }

    @Override
    public CompletionStage<Kept> look(Handle handle) {
      return honest.look(handle);
    }

    @Override
    public CompletionStage<Void> renew(Handle handle, Duration lease) {
      return honest.renew(handle, lease);
    }

    @Override
    public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
      return honest.raise(handle, fromVersion, lease);
    }

    @Override
    public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
      return honest.erase(handle, tombstone);
    }
  }
}
