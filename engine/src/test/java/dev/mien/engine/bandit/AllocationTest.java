package dev.mien.engine.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:34:56Z");
  private static final long HOUR = NOW.getEpochSecond() / 3600;
  private static final BanditRules RULES = BanditRules.of(0.01, Duration.ofMinutes(30));

  private static List<HourlyArm> arm(long sessions, long successes) {
    return List.of(new HourlyArm(HOUR - 2, sessions, successes));
  }

  @Test
  void holdsThePlannedWeightsUntilEachArmHasEnough() {
    var held =
        assertInstanceOf(
            Allocation.Held.class,
            Allocation.of(
                List.of(List.of(arm(160, 1), arm(60, 9)), List.of(arm(139, 1), arm(39, 9))),
                List.of(3.0, 1.0),
                RULES,
                NOW));
    assertEquals(List.of(List.of(0.75, 0.25), List.of(0.75, 0.25)), held.weights());
    assertEquals(99, held.fewest());
    assertInstanceOf(
        Allocation.Learnt.class,
        Allocation.of(
            List.of(List.of(arm(160, 1), arm(60, 9)), List.of(arm(139, 1), arm(40, 9))),
            List.of(3.0, 1.0),
            RULES,
            NOW));
  }

  /** Old counts are dropped, and an arm at the floor may then have few: it was left aside. */
  @Test
  void doesNotHoldAgainForAnArmThatWasLeftAside() {
    assertInstanceOf(
        Allocation.Learnt.class,
        Allocation.of(
            List.of(List.of(arm(20, 1), arm(1_900, 190))), List.of(1.0, 1.0), RULES, NOW));
  }

  @Test
  void followsTheCountsThen() {
    var learnt =
        assertInstanceOf(
            Allocation.Learnt.class,
            Allocation.of(
                List.of(List.of(arm(900, 10), arm(900, 90))), List.of(1.0, 1.0), RULES, NOW));
    assertEquals(0.99, learnt.weights().getFirst().get(1), 1e-6);
    assertTrue(learnt.best().getFirst().get(1) > 0.999);
  }

  /** Sessions of an hour that is not over would be failures that may yet succeed. */
  @Test
  void takesNothingFromOpenHours() {
    List<HourlyArm> open =
        List.of(new HourlyArm(HOUR - 2, 900, 90), new HourlyArm(HOUR, 10_000, 0));
    assertEquals(
        Allocation.of(List.of(List.of(arm(900, 90), arm(900, 90))), List.of(1.0, 1.0), RULES, NOW),
        Allocation.of(List.of(List.of(arm(900, 90), open)), List.of(1.0, 1.0), RULES, NOW));
  }

  @Test
  void neverDrawsAnArmWithoutWeight() {
    for (long each : new long[] {50, 500}) {
      var weights =
          Allocation.of(
                  List.of(List.of(arm(each, 10), arm(each, 40), arm(0, 0))),
                  List.of(1.0, 1.0, 0.0),
                  RULES,
                  NOW)
              .weights()
              .getFirst();
      assertEquals(0, weights.get(2));
      assertEquals(1, weights.get(0) + weights.get(1), 1e-12);
    }
  }

  /** What has been learnt is not forgotten because an arm at the floor has little of late. */
  @Test
  void doesNotHoldAgainWhenCountsAge() {
    List<HourlyArm> old = List.of(new HourlyArm(HOUR - 24 * 60, 150, 15));
    assertInstanceOf(
        Allocation.Learnt.class,
        Allocation.of(List.of(List.of(old, arm(900, 90))), List.of(1.0, 1.0), RULES, NOW));
  }

  @Test
  void refusesPlansThatFitNot() {
    List<List<List<HourlyArm>>> two = List.of(List.of(arm(1, 1), arm(1, 1)));
    for (List<Double> plan :
        List.of(List.of(1.0), List.of(0.0, 0.0), List.of(-1.0, 2.0), List.of(Double.NaN, 1.0))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Allocation.of(two, plan, RULES, NOW),
          plan::toString);
    }
  }
}
