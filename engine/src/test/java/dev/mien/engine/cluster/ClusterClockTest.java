package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClusterClockTest {
  private static final long WALL = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int ROUNDS = 100;

  private final AtomicLong nanos = new AtomicLong(-5);
  private final ClusterClock clock = new ClusterClock(nanos::get, WALL);
  private long passedMillis;

  /** One round of half a second; the members' clocks differ from the truth by so much. */
  private void round(long... aheadMillis) {
    passedMillis += 500;
    nanos.addAndGet(Duration.ofMillis(500).toNanos());
    long[] walls = new long[aheadMillis.length];
    for (int i = 0; i < walls.length; i++) {
      walls[i] = WALL + passedMillis + aheadMillis[i];
    }
    clock.follow(walls);
  }

  private long ahead() {
    return clock.instant().toEpochMilli() - WALL - passedMillis;
  }

  @Test
  void oneWallClockOfThreeThatIsADayOffMovesNothing() {
    for (int i = 0; i < ROUNDS; i++) {
      round(0, 0, DAY);
      assertEquals(0, ahead());
      round(-DAY, 0, 0);
      assertEquals(0, ahead());
    }
  }

  @Test
  void whoJoinsWithAWrongClockTakesTheTimeOfTheOthersAtOnce() {
    var wrong = new ClusterClock(nanos::get, WALL + DAY);
    wrong.follow(new long[] {WALL + DAY, WALL, WALL});
    assertEquals(WALL, wrong.instant().toEpochMilli());
  }

  @Test
  void aNodeAloneFollowsALeapThatLasts() {
    round(DAY);
    round(0);
    assertEquals(0, ahead());
    for (int i = 0; i < 5; i++) {
      assertEquals(0, ahead());
      round(DAY);
    }
    assertEquals(DAY, ahead());
    for (int i = 0; i < 5; i++) {
      round(-DAY);
    }
    assertEquals(-DAY, ahead());
  }

  @Test
  void aDriftIsMadeGoodBitByBit() {
    long before = 0;
    for (int i = 0; i < ROUNDS; i++) {
      round(400);
      assertTrue(ahead() - before <= 50 && ahead() >= before);
      before = ahead();
    }
    assertTrue(before >= 395);
  }
}
