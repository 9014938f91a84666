package dev.mien.api;

import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.SharedCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.pattern.PatternCells;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.ReleaseStore;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.release.Spending;
import dev.mien.engine.release.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How what was counted leaves: every ten seconds a node looks for hours that are over, and one of
 * them releases their numbers.
 */
final class Releasing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Releasing.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(10);

  /** A period is a day at the most, so the newest of each statistic began since. */
  private static final Duration SPENDING_SHOWN = Duration.ofDays(2);

  /** A node that stops between a debit and its leaf leaves that to the next start. */
  private static final Duration RETOLD = Duration.ofDays(3);

  private final Places places;
  private final Releaser.Surroundings around;
  private final Releaser releaser;
  private final Statistics statistics;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("counts-release").daemon().factory());
  private volatile Spending spending = Spending.NONE;
  private boolean failed;
  private boolean retold;

  /** Where counts come from and releases go, and the edition that counts. */
  record Places(
      Counts counts,
      Outcomes outcomes,
      Releaser.Vectors patterns,
      SharedCounts shared,
      ReleaseStore store,
      Supplier<Edition> inForce) {}

  /**
   * What releases go by.
   *
   * @param minimum a number below it is not shown
   */
  record Rules(Budget budget, int minimum) {}

  private Releasing(Places places, Rules rules, Releaser.Surroundings around) {
    this.places = places;
    this.around = around;
    var sources =
        new Releaser.Sources(places.counts(), places.outcomes()::vectors, places.patterns());
    this.releaser = new Releaser(sources, places.store(), rules.budget(), around);
    this.statistics = new Statistics(places.store(), rules.minimum(), around.clock());
  }

  static Releasing start(Places places, Rules rules, Releaser.Surroundings around) {
    Releasing releasing = new Releasing(places, rules, around);
    var _ =
        releasing.timer.scheduleWithFixedDelay(
            releasing::round, 0, BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
    return releasing;
  }

  Statistics statistics() {
    return statistics;
  }

  /** What was spent when the ledger was last read. */
  Spending spending() {
    return spending;
  }

  private void round() {
    try {
      Edition edition = places.inForce().get();
      releaser.note(
          edition.number(),
          edition.publishedAt(),
          edition.model(),
          () ->
              new Releaser.Released(
                  ReleasedCells.of(edition.vocabulary()),
                  PatternCells.released(edition.vocabulary())));
      if (places.shared().takesSnapshots()) {
        releaser.round();
      }
      if (!retold) {
        debitsSince(RETOLD).forEach(around.debits()::debited);
        retold = true;
      }
      spending = Spending.of(debitsSince(SPENDING_SHOWN));
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("nothing is released for now; it will be: {}", e.getMessage());
      }
      failed = true;
    } catch (RuntimeException e) {
      // Out of here it would end the timer for good.
      LOG.error("a round of releases broke off", e);
    }
  }

  private List<Debit> debitsSince(Duration span) throws IOException {
    long since = around.clock().millis() - span.toMillis();
    return places.store().debits(since / CountKey.HOUR_MILLIS);
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
