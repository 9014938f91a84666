package dev.mien.api;

import dev.mien.engine.session.InMemoryEpochKeys;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Lets keys that are past their time go, on a node without requests too. */
final class Forgetting implements AutoCloseable {
  private static final long PERIOD_SECONDS = 10;

  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("forget").daemon().factory());

  Forgetting(InMemoryEpochKeys epochKeys, InstantSource clock) {
    var _ =
        timer.scheduleAtFixedRate(
            () -> epochKeys.advance(clock.instant()),
            PERIOD_SECONDS,
            PERIOD_SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
