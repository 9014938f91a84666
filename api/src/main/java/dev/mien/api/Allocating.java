package dev.mien.api;

import dev.mien.engine.counts.CountKey;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.outcome.OutcomeHistory;
import dev.mien.engine.outcome.Outcomes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes anew, time and again, the shares by which offers that learn draw their variants, and at
 * once when another edition has come into force.
 */
final class Allocating implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Allocating.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Allocations allocations;
  private final OutcomeHistory history;
  private final Supplier<Edition> inForce;
  private final InstantSource clock;
  private final Duration every;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("allocating").daemon().factory());

  /** Read and written by rounds only. */
  private long editionNumber = -1;

  private long roundNanos = System.nanoTime();

  Allocating(
      Allocations allocations,
      Outcomes outcomes,
      Supplier<Edition> inForce,
      InstantSource clock,
      Duration every) {
    this.allocations = allocations;
    this.history = new OutcomeHistory(outcomes);
    this.inForce = inForce;
    this.clock = clock;
    this.every = every;
  }

  /** Begins with the first round, so that what was learned before holds from the first answer. */
  Allocating start() {
    look();
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  Allocations allocations() {
    return allocations;
  }

  private void look() {
    try {
      Edition edition = inForce.get();
      long passed = System.nanoTime() - roundNanos;
      if (edition.number() != editionNumber || passed >= every.toNanos()) {
        round(edition);
      }
    } catch (RuntimeException e) {
      // Out of here it would end the timer for good.
      LOG.error("a round of learning broke off", e);
    }
  }

  /** Blocks. */
  private synchronized void round(Edition edition) {
    roundNanos = System.nanoTime();
    allocations.refresh(
        edition.vocabulary(),
        Allocations.isNeeded(edition.model())
            ? history.until(clock.millis() / CountKey.HOUR_MILLIS)
            : Map.of(),
        clock.instant());
    editionNumber = edition.number();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
