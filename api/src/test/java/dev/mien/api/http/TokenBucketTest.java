package dev.mien.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aBurstIsTakenAndThenTheRate() {
    AtomicLong now = new AtomicLong(SECOND);
    TokenBucket bucket = new TokenBucket(10, 5, now::get);
    assertEquals(5, taken(bucket, 100));
    now.addAndGet(SECOND / 10);
    assertEquals(1, taken(bucket, 100));
    now.addAndGet(SECOND * 3600);
    assertEquals(5, taken(bucket, 100), "a pause earns no more than one burst");
  }

  /** The clock of a JVM may start anywhere, below zero or near its end too. */
  @Test
  void theClockMayWrapAround() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    TokenBucket bucket = new TokenBucket(10, 5, now::get);
    assertEquals(5, taken(bucket, 100));
    now.addAndGet(SECOND);
    assertEquals(5, taken(bucket, 100));
  }

  @Test
  void inTheLongRunNoMoreThanTheRateIsTaken() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rate = random.nextInt(1, 1_000);
      int burst = random.nextInt(1, 1_000);
      AtomicLong now = new AtomicLong(random.nextLong());
      TokenBucket bucket = new TokenBucket(rate, burst, now::get);
      long taken = 0;
      for (int step = 0; step < 100; step++) {
        now.addAndGet(SECOND / 10);
        taken += taken(bucket, 300);
      }
      long most = burst + 10L * rate + 1;
      assertEquals(Math.min(taken, most), taken, "more than " + most + " with seed " + seed);
    }
  }

  private static int taken(TokenBucket bucket, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += bucket.take() ? 1 : 0;
    }
    return taken;
  }
}
