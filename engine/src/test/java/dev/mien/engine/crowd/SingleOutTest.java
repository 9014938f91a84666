package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.crowd.SingleOut.Outcome;
import org.junit.jupiter.api.Test;

/**
 * Rules that are written to single out, and gates that are broken in ways that look right. With
 * {@code -Dmien.full=true} there are a million sessions.
 */
class SingleOutTest {
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final int SESSIONS = FULL ? 1_000_000 : 30_000;

  /** What a site of that size keeps; with few sessions more combinations are too rare. */
  private static final double KEEP_TWO = FULL ? 0.65 : 0.45;

  private static final int FEW = 6_000;
  private static final int RULES = 1_000;
  private static final long SEED = 20_261_122;

  private static Outcome attack(int sessions, Gate gate) {
    Outcome outcome = SingleOut.outcome(gate, sessions, RULES, SEED);
    System.out.printf(
        "%s, %,d sessions, %,d rules, seed %d: %d below k, %.1f %% keep two, %s, %d combinations%n",
        gate,
        sessions,
        RULES,
        SEED,
        outcome.below(),
        100 * outcome.keepTwo(),
        outcome.kept(),
        outcome.combinations());
    return outcome;
  }

  @Test
  void nobodyIsSingledOutByAThousandRulesWrittenToDoIt() {
    Outcome outcome = attack(SESSIONS, Gate.SHIPPED);
    assertEquals(0, outcome.below());
    assertTrue(
        outcome.keepTwo() >= KEEP_TWO, "and the gate is not just shut: " + outcome.keepTwo());
  }

  @Test
  void theUnbrokenGateOverSetsSinglesNobodyOut() {
    Outcome outcome = attack(FEW, Gate.OVER_SETS);
    assertEquals(0, outcome.below());
    assertTrue(outcome.combinations() > 10);
  }

  @Test
  void aGateThatCountsOnlyWhatIsShownNeverOpens() {
    assertEquals(0, attack(FEW, Gate.SHOWN_COUNTED).combinations());
  }

  @Test
  void aGateThatCountsEveryPartIsFoundOut() {
    assertTrue(attack(FEW, Gate.PARTS_COUNTED).below() > 0);
  }

  @Test
  void aGateThatAsksForEachSegmentAloneIsFoundOut() {
    assertTrue(attack(FEW, Gate.SEGMENTS_ALONE).below() > 0);
  }
}
