package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import dev.mien.engine.cluster.Roster.Seat;
import dev.mien.engine.cluster.Standing.Place;
import dev.mien.engine.session.EpochRing;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Twice a second each node asks all others whom they are with. From the answers comes how this node
 * stands, what time it is, and which epoch keys there are.
 *
 * <p>Hazelcast finds out within five seconds that a member is gone. It does not find out that this
 * process itself stood still; and where one link of three is broken, so that two nodes cannot hear
 * each other and a third hears both, it keeps all three for ever, and every change waits in vain.
 * Here the younger of the two then leaves, goes on answering without sessions, and comes back when
 * it can reach the elder.
 *
 * <p>All of it runs on one thread; only {@link #answer} and {@link #farewell} come from others.
 */
final class RollCall implements RollQuestion.Desk, MembershipListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

  static final String EXECUTOR = "mien-roll";

  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration FIRST_ROUNDS = Duration.ofMillis(100);
  private static final Duration FAREWELL = Duration.ofMillis(500);

  /** After that a node that left because of a broken link tries it again. */
  private static final Duration OUT_MAX = Duration.ofMinutes(5);

  private static final int KNOCKS_BEFORE_RETURN = 6;

  private final Parts parts;
  private final Roster roster = new Roster();
  private final Absentees absentees;
  private final Elsewhere elsewhere;
  private volatile Set<UUID> silent = Set.of();
  private volatile boolean merging;
  private @Nullable Exile exile;

  /**
   * What the roll is called with.
   *
   * @param configured where other members may be
   * @param expectsOthers whether there are to be other members at all
   * @param thread the one thread
   * @param crossing told when this node goes over from its own half of a split to the other
   */
  record Parts(
      Foothold foothold,
      EpochRing ring,
      ClusterClock clock,
      Standing standing,
      PauseWatch pauses,
      Knocks knocks,
      Reunion reunion,
      List<InetSocketAddress> configured,
      boolean expectsOthers,
      ScheduledExecutorService thread,
      LongSupplier nanoTime,
      Crossing crossing) {}

  /**
   * Why and since when this node is out.
   *
   * @param unreachable whom it could not reach; null if it was thrown out
   */
  private record Exile(@Nullable InetSocketAddress unreachable, long since) {}

  RollCall(Parts parts) {
    this.parts = parts;
    long now = now();
    this.absentees = new Absentees(now);
    this.elsewhere =
        new Elsewhere(parts.configured(), absentees, parts.knocks(), parts.reunion(), now);
    parts.foothold().setUp(this::enter);
  }

  private void enter(HazelcastInstance instance) {
    instance.getUserContext().put(RollQuestion.DESK, this);
    instance.getCluster().addMembershipListener(this);
    instance.getLifecycleService().addLifecycleListener(this::lifecycle);
  }

  /** Calls the roll until all have answered once, or for a while; then goes on by itself. */
  void begin(Duration patience) {
    long until = now() + patience.toNanos();
    await(parts.thread().submit(this::safeRound));
    while (!roster.isComplete() && until - now() > 0) {
      await(
          parts.thread().schedule(this::safeRound, FIRST_ROUNDS.toMillis(), TimeUnit.MILLISECONDS));
    }
    var _ =
        parts
            .thread()
            .scheduleWithFixedDelay(
                this::safeRound, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void await(Future<?> done) {
    try {
      var _ = done.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void safeRound() {
    try {
      round();
    } catch (RuntimeException e) {
      // A member that is shutting down throws out of anything; the next round sees what is left.
      LOG.debug("a roll call was cut short", e);
      standing(Place.OUT, false);
    }
  }

  private void round() {
    long now = now();
    Exile out = exile;
    if (out != null) {
      returnWhenPossible(out, now);
    } else if (merging) {
      standing(Place.MERGING, false);
    } else if (!parts.foothold().get().getLifecycleService().isRunning()) {
      leave(null);
    } else {
      call(parts.foothold().get(), now);
    }
  }

  private void call(HazelcastInstance instance, long now) {
    List<Member> all = List.copyOf(instance.getCluster().getMembers());
    List<Member> others = all.stream().filter(member -> !member.localMember()).toList();
    UUID me = instance.getCluster().getLocalMember().getUuid();
    roster.members(others.stream().map(Member::getUuid).toList(), now);
    others.forEach(other -> ask(instance, other, me, now));
    keysAndTime(all.getFirst().localMember(), now);
    silent = roster.silent(now);
    boolean isSomebodyElsewhere = elsewhere.look(instance, all, now);
    catchUp(others.isEmpty(), me, now);
    List<Seat> seats =
        all.stream().map(member -> new Seat(member.getUuid(), member.getSocketAddress())).toList();
    Optional<Seat> unreachable = roster.beyondABrokenLink(seats, me, now);
    if (unreachable.isPresent()) {
      leave(unreachable.get().address());
    } else {
      boolean isSettled = absentees.isSettled(now);
      boolean isAlone = !parts.expectsOthers() && others.isEmpty() && isSettled;
      Place among = isSomebodyElsewhere && elsewhere.hasAsManyAs(all) ? Place.APART : Place.IN;
      standing(isAlone ? Place.ALONE : among, silent.isEmpty() && isSettled);
    }
  }

  private void ask(HazelcastInstance instance, Member other, UUID me, long now) {
    UUID id = other.getUuid();
    if (roster.asks(id, now)) {
      var _ =
          Tasks.ask(instance, EXECUTOR, other, new RollQuestion(me, false))
              .whenCompleteAsync((answer, _) -> heard(id, now, answer), parts.thread());
    }
  }

  private void heard(UUID id, long askedAt, @Nullable RollAnswer answer) {
    roster.heard(id, askedAt, answer);
    if (answer != null) {
      parts.ring().join(answer.secrets(), parts.clock().instant());
    }
  }

  private void keysAndTime(boolean isEldest, long now) {
    LongStream walls =
        LongStream.concat(
            LongStream.of(System.currentTimeMillis()),
            roster.wallMillis(now).stream().mapToLong(Long::longValue));
    parts.clock().follow(walls.toArray());
    Instant instant = parts.clock().instant();
    parts.ring().advance(instant);
    if (isEldest) {
      parts.ring().makeAhead(instant);
    }
  }

  /** Lifts the fence once all others have said, since the pause, that this node is one of them. */
  private void catchUp(boolean isAlone, UUID me, long now) {
    if (!parts.pauses().isFenced()) {
      return;
    }
    // Who is alone may have been thrown out without knowing it; then somebody is elsewhere.
    if (isAlone && !elsewhere.isNobodyThere(parts.pauses().pausedAt())) {
      return;
    }
    roster.confirmedSince(me, now).ifPresent(parts.pauses()::caughtUp);
  }

  private void standing(Place place, boolean settled) {
    parts.standing().found(new Standing.View(place, settled, silent.size()));
  }

  private void leave(@Nullable InetSocketAddress unreachable) {
    if (unreachable == null) {
      LOG.error("this node is no longer a member of the cluster; it tries to be one again");
    } else {
      LOG.error(
          "this node cannot reach {}, which others can; it leaves the cluster until it can, and"
              + " answers without sessions: look at the network between the two",
          unreachable);
    }
    exile = new Exile(unreachable, now());
    silent = Set.of();
    standing(Place.OUT, false);
    parts.foothold().drop();
    roster.members(List.of(), now());
  }

  private void returnWhenPossible(Exile out, long now) {
    InetSocketAddress unreachable = out.unreachable();
    if (unreachable != null) {
      parts.knocks().at(List.of(unreachable));
    }
    if (unreachable == null
        || parts.knocks().isSomebodyThere(unreachable, KNOCKS_BEFORE_RETURN)
        || now - out.since() > OUT_MAX.toNanos()) {
      LOG.info("this node joins the cluster again");
      parts.foothold().enter();
      absentees.cameMyself(now());
      exile = null;
    }
  }

  private long now() {
    return parts.nanoTime().getAsLong();
  }

  @Override
  public RollAnswer answer() {
    Set<UUID> members =
        parts.foothold().get().getCluster().getMembers().stream()
            .map(Member::getUuid)
            .collect(Collectors.toSet());
    return new RollAnswer(
        members, silent, System.currentTimeMillis(), parts.ring().secrets(parts.clock().instant()));
  }

  @Override
  public void farewell(UUID member) {
    absentees.farewell(member);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    absentees.came(event.getMember().getSocketAddress(), now());
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    Member gone = event.getMember();
    absentees.gone(gone.getUuid(), gone.getSocketAddress(), now());
    parts.reunion().hangUp(parts.foothold().get(), gone.getAddress());
  }

  private void lifecycle(LifecycleEvent event) {
    switch (event.getState()) {
      case MERGING -> {
        merging = true;
        standing(Place.MERGING, false);
        parts.crossing().begins();
      }
      case MERGED, MERGE_FAILED -> {
        absentees.cameMyself(now());
        merging = false;
        parts.crossing().ended();
      }
      case SHUTTING_DOWN, SHUTDOWN -> standing(Place.OUT, false);
      default -> {}
    }
  }

  /** Tells the others that this node goes, so that they do not wait for its return. */
  @Override
  public void close() {
    parts.thread().shutdown();
    if (!parts.foothold().isIn()) {
      return;
    }
    HazelcastInstance instance = parts.foothold().get();
    UUID me = instance.getCluster().getLocalMember().getUuid();
    List<CompletableFuture<?>> told = new ArrayList<>();
    for (Member other : instance.getCluster().getMembers()) {
      if (!other.localMember()) {
        told.add(Tasks.ask(instance, EXECUTOR, other, new RollQuestion(me, true)));
      }
    }
    var all = CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new));
    // Whoever cannot be told now will wait for this node for a while, and no harm done.
    all.completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> null)
        .join();
  }
}
