package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.crowd.CrowdGate.Outcome;
import dev.mien.engine.vocabulary.SegmentIdentity;
import dev.mien.engine.vocabulary.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrowdGateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
  private static final long HOUR = CrowdKey.hour(NOW);
  private static final Vocabulary SITE = SmallSite.vocabulary(6);

  private final Crowds crowds = new Crowds(new CrowdRule(5, 48));
  private final CrowdGate gate = new CrowdGate(crowds);

  /** Without the secret the noise is the largest. */
  private static final int THRESHOLD = 5 + ThresholdNoise.MAX;

  private boolean session(int token, int... segments) {
    return session(NOW, NOW, token, segments);
  }

  private boolean session(Instant began, Instant now, int token, int... segments) {
    Asking asking = gate.ofSession(SITE, token, began, now);
    boolean enough = asking.suffices(segments);
    asking.answered();
    return enough;
  }

  @Test
  void aCombinationOpensWithTheSessionThatMakesItsCrowdLargeEnough() {
    for (int token = 0; token < THRESHOLD - 1; token++) {
      assertFalse(session(token, 0, 1), "session " + token);
    }
    assertTrue(session(THRESHOLD, 0, 1));
  }

  @Test
  void aSessionIsOneHoweverOftenItAsks() {
    for (int i = 0; i < 1_000; i++) {
      assertFalse(session(i % (THRESHOLD - 1), 0, 1));
    }
  }

  @Test
  void whoAsksAndGetsNoAnswerIsNotCounted() {
    for (int token = 0; token < 1_000; token++) {
      assertFalse(gate.ofSession(SITE, token, NOW, NOW).suffices(new int[] {0}));
    }
    assertEquals(0, crowds.combinations());
  }

  @Test
  void theCrowdOfACombinationIsNotThatOfItsParts() {
    for (int token = 0; token < 100; token++) {
      boolean _ = session(token, 0, 1);
    }
    assertFalse(session(200, 0));
    assertFalse(session(200, 1));
    assertFalse(session(200, 0, 1, 2));
  }

  /** Longer than an hour and shorter than the window. */
  @Test
  void sessionsOfAllHoursOfTheWindowAreOneCrowd() {
    for (int i = 0; i < THRESHOLD - 1; i++) {
      Instant then = NOW.minus(Duration.ofHours(i));
      assertFalse(session(then, then, 7, 0), "hour " + i);
    }
    assertTrue(session(NOW, NOW, 8, 0));
  }

  @Test
  void whatBeganBeforeTheWindowCountsNoMore() {
    for (int token = 0; token < 100; token++) {
      boolean _ = session(token, 0);
    }
    assertTrue(session(NOW, NOW.plus(Duration.ofHours(47)), 0, 0));
    assertFalse(session(NOW.plus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(2)), 0, 0));
    crowds.sweep(HOUR + 48 + 48);
    assertEquals(0, crowds.combinations());
  }

  /** It opens with the threshold, and then falls below k only, or when the period is over. */
  @Test
  void whatIsOpenDoesNotFlapAroundItsThreshold() {
    long period = crowds.rule().period(HOUR);
    Instant start = Instant.EPOCH.plus(Duration.ofHours(48 * period));
    Instant first = start.minus(Duration.ofHours(40));
    for (int token = 0; token < THRESHOLD - 5; token++) {
      boolean _ = session(first, first, token, 0);
    }
    for (int token = 0; token < 5; token++) {
      boolean _ = session(start, start, token, 0);
    }
    assertTrue(session(start, start, 0, 0), "open");
    Instant later = start.plus(Duration.ofHours(20));
    assertTrue(session(start, later, 0, 0), "down to k and still open");
    Instant next = start.plus(Duration.ofHours(47));
    assertTrue(session(start, next, 0, 0), "still");
    assertFalse(session(start, start.plus(Duration.ofDays(2)), 0, 0), "another period, below k");
  }

  @Test
  void whatFellBelowKHasToReachItsThresholdAgain() {
    long period = crowds.rule().period(HOUR);
    Instant start = Instant.EPOCH.plus(Duration.ofHours(48 * period));
    Instant first = start.minus(Duration.ofHours(40));
    for (int token = 0; token < THRESHOLD; token++) {
      boolean _ = session(first, first, token, 0);
    }
    assertTrue(session(first, start, 0, 0));
    Instant later = start.plus(Duration.ofHours(20));
    for (int token = 0; token < THRESHOLD - 1; token++) {
      assertFalse(session(later, later, token, 0), "session " + token);
    }
    assertTrue(session(later, later, THRESHOLD, 0));
  }

  /** Reloading a page is not a crowd. */
  @Test
  void requestsWithoutASessionCountOnceInTenSeconds() {
    SplittableRandom random = new SplittableRandom(4);
    Instant at = NOW;
    for (int i = 0; i < 1_000; i++) {
      Asking asking = gate.ofRequest(SITE, random, at);
      assertFalse(asking.suffices(new int[] {0}), "request " + i);
      asking.answered();
      at = at.plusMillis(200);
    }
    for (int i = 0; i < THRESHOLD + 5; i++) {
      at = at.plusSeconds(10);
      Asking asking = gate.ofRequest(SITE, random, at);
      boolean _ = asking.suffices(new int[] {0});
      asking.answered();
    }
    assertTrue(gate.ofRequest(SITE, random, at).suffices(new int[] {0}));
    assertFalse(session(0, 0), "and they are no crowd for sessions");
  }

  @Test
  void tooManyCombinationsOfAnHourAreNotCounted() {
    for (int i = 0; i < Crowds.COMBINATIONS_MAX; i++) {
      crowds.count(new CrowdKey(combination(i), HOUR), 1, HOUR);
    }
    assertEquals(0, crowds.uncounted());
    crowds.count(new CrowdKey(combination(-1), HOUR), 1, HOUR);
    assertEquals(1, crowds.uncounted());
    assertEquals(Crowds.COMBINATIONS_MAX, crowds.combinations());
    crowds.count(new CrowdKey(combination(-1), HOUR + 1), 1, HOUR + 1);
    crowds.count(new CrowdKey(combination(0), HOUR), 2, HOUR);
    assertEquals(1, crowds.uncounted(), "another hour, and what is known already");
  }

  private static Combination combination(long number) {
    return new Combination(Combination.Kind.SESSIONS, List.of(new SegmentIdentity(number, 0)));
  }

  @Test
  void itCountsHowResponsesCameOut() {
    for (int token = 0; token < THRESHOLD + 1; token++) {
      boolean _ = session(token, 0);
    }
    Asking asking = gate.ofSession(SITE, 0, NOW, NOW);
    assertFalse(asking.suffices(new int[] {0, 1}));
    assertTrue(asking.suffices(new int[] {0}));
    asking.answered();
    gate.ofSession(SITE, 0, NOW, NOW).answered();
    assertEquals(2, gate.outcomes(Outcome.WHOLE));
    assertEquals(1, gate.outcomes(Outcome.REDUCED));
    assertEquals(THRESHOLD - 1, gate.outcomes(Outcome.REFUSED));
  }

  @Test
  void theStatusOfASegmentIsThatOfItsBestCombination() {
    for (int token = 0; token < THRESHOLD + 1; token++) {
      boolean _ = session(token, 0, 1);
    }
    boolean _ = session(0, 2);
    boolean _ = session(0, 1, 2);
    assertEquals(
        List.of(
            CrowdStatus.ENOUGH,
            CrowdStatus.ENOUGH,
            CrowdStatus.TOO_FEW,
            CrowdStatus.NOT_COUNTED_YET,
            CrowdStatus.NOT_COUNTED_YET,
            CrowdStatus.NOT_COUNTED_YET),
        gate.statuses(SITE.model(), NOW));
  }

  @Test
  void aGateThatIsOffAsksNobodyAndCountsNothing() {
    CrowdGate off = CrowdGate.off();
    Asking asking = off.ofSession(SITE, 0, NOW, NOW);
    assertTrue(asking.suffices(new int[] {0, 1, 2}));
    assertTrue(asking.segmentsMax() > Combination.SEGMENTS_MAX);
    asking.answered();
    assertEquals(0, off.outcomes(Outcome.WHOLE));
    assertEquals(CrowdStatus.ENOUGH, off.statuses(SITE.model(), NOW).getFirst());
  }

  /** A random session of one of some hours, which comes back now and then. */
  private record Visitor(int id, long began, int token) {}

  /** Where no token is shared, it agrees with sets of sessions; where some are, it opens later. */
  @Test
  void itAgreesWithSetsOfSessionsAndNeverOpensEarlier() {
    int open = 0;
    for (long seed = 0; seed < 10; seed++) {
      open += agree(new SplittableRandom(seed), Tokens.COUNT, seed);
      open += agree(new SplittableRandom(seed), 64, seed);
    }
    assertTrue(open > 2_500, "only " + open + " of 60,000 were open");
  }

  private static int agree(SplittableRandom random, int tokens, long seed) {
    CrowdRule rule = new CrowdRule(2 + random.nextInt(8), 1 + random.nextInt(30));
    Crowds crowds = new Crowds(rule);
    byte[] secret = new byte[ThresholdNoise.SECRET_BYTES];
    random.nextBytes(secret);
    crowds.noise().learn(secret);
    CrowdGate gate = new CrowdGate(crowds);
    ReferenceGate reference = new ReferenceGate(rule, crowds.noise());
    List<Visitor> visitors = new ArrayList<>();
    Map<Long, Integer> met = new HashMap<>();
    long hour = 480_000;
    int open = 0;
    for (int i = 0; i < 3_000; i++) {
      hour += random.nextInt(40) == 0 ? 1 : 0;
      if (visitors.isEmpty() || random.nextInt(3) > 0) {
        int token = met.merge(hour, 1, Integer::sum) % tokens;
        visitors.add(new Visitor(i, hour, token));
      }
      Visitor visitor =
          visitors.get(visitors.size() - 1 - random.nextInt(Math.min(visitors.size(), 20)));
      if (i % 100 == 0) {
        crowds.sweep(hour);
      }
      // Few segments, so that combinations meet again.
      int first = random.nextInt(3);
      int[] segments = random.nextBoolean() ? new int[] {first} : new int[] {first, 3 + first % 2};
      Instant now = Instant.EPOCH.plus(Duration.ofHours(hour));
      Asking asking =
          gate.ofSession(
              SITE, visitor.token(), Instant.EPOCH.plus(Duration.ofHours(visitor.began())), now);
      Combination combination =
          new Combination(
              Combination.Kind.SESSIONS,
              Arrays.stream(segments).mapToObj(SITE::segmentIdentity).toList());
      int crowd = reference.crowd(combination, visitor.id(), visitor.began(), hour);
      boolean wanted = reference.suffices(combination, visitor.id(), visitor.began(), hour);
      boolean given = asking.suffices(segments);
      asking.answered();
      reference.count(combination, visitor.id(), visitor.began());
      String where = "seed " + seed + ", step " + i + ", " + tokens + " tokens";
      if (tokens == Tokens.COUNT) {
        assertEquals(wanted, given, where);
      }
      assertTrue(!given || crowd >= rule.minimum(), where);
      open += given ? 1 : 0;
    }
    return open;
  }
}
