package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.session.EpochKeys.Sought;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EpochRingTest {
  private static final Duration PERIOD = Duration.ofHours(6);
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Sought GONE = new Sought.Gone();

  private final EpochRing keys = ring();

  private static EpochRing ring() {
    return new EpochRing(PERIOD, new SecureRandom(), EpochRing.SEALS_MAX);
  }

  @Test
  void oneKeySealsForOnePeriod() {
    EpochKey first = keys.current(START);

    assertSame(first, keys.current(START.plus(PERIOD).minus(SECOND)));
    assertNotEquals(first.number(), keys.current(START.plus(PERIOD)).number());
  }

  @Test
  void aKeyOpensForOnePeriodMoreAndIsThenOverwritten() {
    EpochKey first = keys.current(START);
    keys.current(START.plus(PERIOD));
    Instant gone = START.plus(PERIOD).plus(PERIOD);

    assertEquals(new Sought.Found(first), keys.find(first.number(), gone.minus(SECOND)));
    assertTrue(first.intact());

    assertEquals(GONE, keys.find(first.number(), gone));
    keys.advance(gone);
    assertFalse(first.intact());
    assertArrayEquals(new byte[EpochKey.BYTES], first.outer().getEncoded());
  }

  @Test
  void afterALongSleepNothingOldOpens() {
    EpochKey first = keys.current(START);
    Instant late = START.plus(PERIOD.multipliedBy(5));

    assertEquals(GONE, keys.find(first.number(), late));
    assertNotEquals(first.number(), keys.current(late).number());
    assertFalse(first.intact());
  }

  @Test
  void aKeyThatSealedItsLimitIsReplacedBeforeItsTimeAndStillOpens() {
    var worn = new EpochRing(PERIOD, new SecureRandom(), 3);
    EpochKey first = worn.current(START);
    assertSame(first, worn.current(START));
    assertSame(first, worn.current(START));

    EpochKey second = worn.current(START);

    assertNotEquals(first.number(), second.number());
    assertEquals(new Sought.Found(first), worn.find(first.number(), START));
    assertEquals(GONE, worn.find(first.number(), START.plus(PERIOD.multipliedBy(2))));
  }

  @Test
  void anUnknownNumberFindsNothing() {
    EpochKey first = keys.current(START);

    assertEquals(GONE, keys.find(first.number() + 1, START));
  }

  @Test
  void theNextKeyIsMadeAheadAndNotTwice() {
    EpochKey first = keys.current(START);
    keys.makeAhead(START.plus(SECOND));
    assertEquals(1, keys.secrets(START).size());

    Instant soon = START.plus(PERIOD).minus(SECOND);
    keys.makeAhead(soon);
    keys.makeAhead(soon);

    assertEquals(2, keys.secrets(soon).size());
    assertSame(first, keys.current(soon));
    EpochKey second = keys.current(START.plus(PERIOD));
    assertEquals(new Sought.Found(second), keys.find(second.number(), soon));
    assertEquals(2, keys.secrets(START.plus(PERIOD)).size());
  }

  @Test
  void whoJoinsOpensWhatOthersSealAndSealsUnderTheSameKey() {
    EpochKey first = keys.current(START);
    EpochRing other = ring();
    other.join(keys.secrets(START), START);

    assertEquals(first.number(), other.current(START).number());
    assertArrayEquals(first.outer().getEncoded(), other.current(START).outer().getEncoded());
  }

  @Test
  void twoHalvesOfASplitOpenWhatBothHaveSealedAndAgreeOnOneThatSeals() {
    EpochRing other = ring();
    EpochKey mine = keys.current(START);
    EpochKey theirs = other.current(START.plus(SECOND));

    Instant healed = START.plus(SECOND).plus(SECOND);
    keys.join(other.secrets(healed), healed);
    other.join(keys.secrets(healed), healed);
    keys.advance(healed);
    other.advance(healed);

    assertTrue(keys.find(theirs.number(), healed) instanceof Sought.Found);
    assertTrue(other.find(mine.number(), healed) instanceof Sought.Found);
    assertEquals(theirs.number(), keys.current(healed).number());
    assertEquals(theirs.number(), other.current(healed).number());
  }

  @Test
  void joiningInAnyOrderTwiceOrLateComesToTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<EpochSecret> secrets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      EpochRing one = ring();
      one.current(START.plusSeconds(random.nextInt(30_000)));
      secrets.addAll(one.secrets(START));
    }
    Instant end = START.plusSeconds(30_000);
    keys.join(secrets, end);
    for (int i = 0; i < 50; i++) {
      EpochRing other = ring();
      List<EpochSecret> shuffled = new ArrayList<>(secrets);
      shuffled.addAll(secrets.subList(0, random.nextInt(secrets.size())));
      Collections.shuffle(shuffled, random);
      shuffled.forEach(secret -> other.join(List.of(secret), end));
      assertEquals(numbers(keys, end), numbers(other, end), "seed " + seed);
      assertEquals(keys.current(end).number(), other.current(end).number(), "seed " + seed);
    }
  }

  @Test
  void aRingThatIsFloodedKeepsTheLatestKeysOnly() {
    for (int i = 0; i < 3 * EpochRing.KEYS_MAX; i++) {
      EpochRing one = ring();
      Instant at = START.plusSeconds(i);
      one.current(at);
      keys.join(one.secrets(at), at);
    }
    Instant last = START.plusSeconds(3L * EpochRing.KEYS_MAX - 1);
    assertEquals(EpochRing.KEYS_MAX, keys.secrets(last).size());
    assertEquals(
        last,
        keys.secrets(last).stream().map(EpochSecret::sealsFrom).max(Instant::compareTo).get());
  }

  @Test
  void nothingOfAKeyIsPrinted() {
    keys.current(START);
    EpochSecret secret = keys.secrets(START).getFirst();
    assertEquals("EpochSecret[" + secret.number() + "]", secret.toString());
  }

  private static List<Integer> numbers(EpochRing ring, Instant now) {
    return ring.secrets(now).stream()
        .map(EpochSecret::number)
        .sorted()
        .collect(Collectors.toList());
  }
}
