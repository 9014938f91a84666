package dev.mien.api;

import dev.mien.engine.DecisionTally;
import dev.mien.engine.GoalTally;
import dev.mien.engine.OutcomeTally;
import dev.mien.engine.PatternTally;
import dev.mien.engine.SegmentReach;
import dev.mien.engine.ShadowReach;
import dev.mien.engine.Tally;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountStore;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.SharedCounts;
import dev.mien.engine.counts.SharedVectors;
import dev.mien.engine.counts.Snapshots;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.Spread;
import dev.mien.engine.counts.VectorKeeper;
import dev.mien.engine.counts.VectorStore;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.crowd.CrowdKeeper;
import dev.mien.engine.crowd.CrowdTeller;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.pattern.PatternCounts;
import dev.mien.engine.precedence.Precedence;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node counts, and how it gets about: every second other nodes are told of it, every ten it
 * is kept, and once more when this is closed, which should be before the node leaves the cluster.
 */
final class Counting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Counting.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SNAPSHOTS = Duration.ofSeconds(10);
  private static final Duration LAST_MAX = Duration.ofSeconds(2);

  private final Counts.Own own;
  private final OutcomeCounts outcomeCounts;
  private final Outcomes outcomes;
  private final PatternCounts patternCounts;
  private final Vectors patterns;
  private final ShadowReach shadows;
  private final Counts counts;
  private final Spread spread;
  private final Snapshots snapshots;
  private final CrowdKeeper crowds;
  private final Supplier<Edition> inForce;
  private final ScheduledExecutorService spreading = timer(threads("counts-spread"));
  private final ScheduledExecutorService keeping = timer(Precedence.last(threads("counts-keep")));
  private volatile long toldNanos = System.nanoTime();
  private volatile long keptNanos = System.nanoTime();
  private boolean notKept;

  private Counting(Places places, Counts.Own own, More more, InstantSource clock) {
    this.own = own;
    this.outcomeCounts = more.outcomes();
    this.patternCounts = more.patterns();
    this.patterns = patternCounts.vectors(places.patterns().shared(), places.patterns().store());
    Ways ways = places.outcomes();
    Vectors vectors = outcomeCounts.vectors(ways.shared(), ways.store());
    this.outcomes = new Outcomes(vectors);
    this.shadows = new ShadowReach(own.shadows());
    this.counts = new Counts(own, places.shared(), places.store());
    this.spread =
        new Spread(
            own,
            places.shared(),
            places.crowds().teller(),
            outcomeCounts.teller(ways.shared()),
            patternCounts.teller(places.patterns().shared()));
    this.crowds = places.crowds().keeper();
    this.snapshots =
        new Snapshots(
            counts,
            places.shared(),
            places.store(),
            clock,
            new VectorKeeper(vectors, ways.store(), Outcomes.PERIODS),
            new VectorKeeper(patterns, places.patterns().store(), PatternCounts.PERIODS));
    this.inForce = places.inForce();
  }

  /** Where counts go, the edition that counts, and crowds, which go the same ways. */
  record Places(
      SharedCounts shared,
      CountStore store,
      Supplier<Edition> inForce,
      CrowdWays crowds,
      Ways outcomes,
      Ways patterns) {}

  /** What a process counts in vectors beside decisions. */
  private record More(OutcomeCounts outcomes, PatternCounts patterns) {}

  /** Where counts of one kind go. */
  record Ways(SharedVectors shared, VectorStore store) {}

  /** How crowds get about. */
  record CrowdWays(CrowdTeller teller, CrowdKeeper keeper) {}

  static Counting start(Places places, InstantSource clock, RandomGenerator random) {
    Counts.Own own =
        new Counts.Own(
            new DecisionCounts(clock, () -> Source.random(random)), new ReachCounts(clock));
    More more =
        new More(
            new OutcomeCounts(clock, () -> Source.random(random)),
            new PatternCounts(clock, () -> Source.random(random)));
    Counting counting = new Counting(places, own, more, clock);
    // A node that has read what is kept of crowds refuses nobody whom others let pass.
    counting.keep();
    every(counting.spreading, BETWEEN_ROUNDS, counting::tell);
    every(counting.keeping, BETWEEN_SNAPSHOTS, counting::keep);
    return counting;
  }

  Counts counts() {
    return counts;
  }

  /** What came of what was shown. */
  Outcomes outcomes() {
    return outcomes;
  }

  /** What was counted of patterns, by source. */
  Known<Map<CountKey, CountVector>> patterns(Asked asked) {
    return patterns.known(asked);
  }

  /** Counts decisions, and the sessions they were for. */
  Tally tally() {
    return new SegmentReach(own.reach())
        .and(new DecisionTally(own.decisions()))
        .and(new GoalTally(own.goals()))
        .and(new OutcomeTally(outcomeCounts))
        .and(new PatternTally(patternCounts))
        .and(shadows);
  }

  /** Counts sessions for drafts, once it is told for which. */
  ShadowReach shadows() {
    return shadows;
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().name(name).daemon().factory();
  }

  private static ScheduledExecutorService timer(ThreadFactory threads) {
    return new ScheduledThreadPoolExecutor(1, threads);
  }

  private static void every(ScheduledExecutorService timer, Duration period, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                // Out of here it would end the timer for good.
                LOG.error("a round of counts broke off", e);
              }
            },
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** How long ago other nodes had last been told all. */
  long untoldSeconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - toldNanos);
  }

  /** How long ago all had last been kept, or left to the node whose task that is. */
  long unkeptSeconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - keptNanos);
  }

  private CompletionStage<Boolean> tell() {
    long now = System.nanoTime();
    return spread
        .round()
        .thenApply(
            all -> {
              if (all) {
                toldNanos = now;
              }
              return all;
            });
  }

  private synchronized void keep() {
    long now = System.nanoTime();
    Edition edition = inForce.get();
    try {
      crowds.round();
      Set<ReachKey> reach = own.reach().keys(edition.number(), edition.model());
      reach.addAll(own.goals().keys(edition.number(), edition.model()));
      reach.addAll(own.shadows().keys(shadows.names()));
      snapshots.round(reach);
      notKept = false;
      keptNanos = now;
    } catch (IOException e) {
      if (!notKept) {
        LOG.warn("counts are not kept for now; they will be: {}", e.getMessage());
      }
      notKept = true;
    }
  }

  @Override
  public void close() {
    spreading.shutdown();
    keeping.shutdown();
    // A round that is underway may have begun before the last counts; the next one has them.
    boolean _ = toldInTime();
    if (!toldInTime()) {
      LOG.warn("the counts of the last second did not reach other nodes");
    }
    keep();
  }

  private boolean toldInTime() {
    try {
      return tell().toCompletableFuture().get(LAST_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
