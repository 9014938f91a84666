package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseWatchTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND);
  private final PauseWatch watch = new PauseWatch(nanos::get);

  private long pass(long more) {
    return nanos.addAndGet(more);
  }

  @Test
  void whoTicksOnIsNotFenced() {
    for (int i = 0; i < 50; i++) {
      pass(SECOND);
      watch.tick();
      assertFalse(watch.isFenced());
    }
  }

  @Test
  void theFirstToAskAfterAPauseFindsTheFence() {
    pass(3 * SECOND);
    assertTrue(watch.isFenced());
    watch.tick();
    assertTrue(watch.isFenced());
  }

  @Test
  void onlyWhatWasHeardAfterThePauseLiftsTheFence() {
    long before = pass(1);
    pass(3 * SECOND);
    watch.tick();
    watch.caughtUp(before);
    assertTrue(watch.isFenced());
    watch.caughtUp(watch.pausedAt());
    assertTrue(watch.isFenced());
    watch.caughtUp(pass(1));
    assertFalse(watch.isFenced());
  }
}
