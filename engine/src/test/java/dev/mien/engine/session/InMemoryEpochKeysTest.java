package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryEpochKeysTest {
  private static final Duration PERIOD = Duration.ofHours(6);
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final InMemoryEpochKeys keys =
      new InMemoryEpochKeys(PERIOD, new SecureRandom(), InMemoryEpochKeys.SEALS_MAX);

  @Test
  void oneKeySealsForOnePeriod() {
    EpochKey first = keys.current(START);

    assertSame(first, keys.current(START.plus(PERIOD).minus(SECOND)));
    EpochKey second = keys.current(START.plus(PERIOD));

    assertEquals(first.number() + 1, second.number());
  }

  @Test
  void aKeyOpensForOnePeriodMoreAndIsThenOverwritten() {
    EpochKey first = keys.current(START);
    keys.current(START.plus(PERIOD));
    Instant gone = START.plus(PERIOD).plus(PERIOD);

    assertEquals(Optional.of(first), keys.find(first.number(), gone.minus(SECOND)));
    assertTrue(first.intact());

    assertEquals(Optional.empty(), keys.find(first.number(), gone));
    assertFalse(first.intact());
    assertArrayEquals(new byte[EpochKey.BYTES], first.outer().getEncoded());
  }

  @Test
  void afterALongSleepNothingOldOpens() {
    EpochKey first = keys.current(START);
    Instant late = START.plus(PERIOD.multipliedBy(5));

    assertEquals(Optional.empty(), keys.find(first.number(), late));
    assertFalse(first.intact());
    assertNotEquals(first.number(), keys.current(late).number());
  }

  @Test
  void aTimerMakesAnIdleNodeForgetToo() {
    EpochKey first = keys.current(START);

    keys.advance(START.plus(PERIOD));
    assertTrue(first.intact());
    keys.advance(START.plus(PERIOD.multipliedBy(2)));

    assertFalse(first.intact());
  }

  @Test
  void aKeyThatSealedItsLimitIsReplacedBeforeItsTimeAndStillOpens() {
    var worn = new InMemoryEpochKeys(PERIOD, new SecureRandom(), 3);
    EpochKey first = worn.current(START);
    assertSame(first, worn.current(START));
    assertSame(first, worn.current(START));

    EpochKey second = worn.current(START);

    assertEquals(first.number() + 1, second.number());
    assertEquals(Optional.of(first), worn.find(first.number(), START));
    assertEquals(Optional.empty(), worn.find(first.number(), START.plus(PERIOD.multipliedBy(2))));
  }

  @Test
  void anUnknownNumberFindsNothing() {
    EpochKey first = keys.current(START);

    assertEquals(Optional.empty(), keys.find(first.number() + 1, START));
    assertEquals(Optional.empty(), keys.find(first.number() - 1, START));
  }
}
