package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.statistics.Reweighted.Decision;
import org.junit.jupiter.api.Test;

class ReweightedTest {
  private static final double[] TARGET = {0.1, 0.3, 0.6};
  private static final double[] DRAWN = {0.5, 0.3, 0.2};
  private static final double[] EXPECTED = {0.55, 0.35, 0.5};
  private static final double FORETOLD = 0.46;

  /** By the definitions, decision by decision. */
  @Test
  void equalsTheDefinitions() {
    Reweighted sums =
        Reweighted.NONE
            .plus(decision(0, 1), 2)
            .plus(decision(0, 0), 1)
            .plus(decision(1, 1), 1)
            .plus(decision(1, 0), 2)
            .plus(Reweighted.NONE.plus(decision(2, 1), 1).plus(decision(2, 0), 1));

    assertEquals(0.55, sums.ips().value(), 1e-12);
    assertEquals(0.369845527599989, sums.ips().error(), 1e-12);
    assertEquals(0.45833333333333337, sums.snips().value(), 1e-12);
    assertEquals(0.46, sums.direct(), 1e-12);
    assertEquals(0.4625, sums.robust().value(), 1e-12);
    assertEquals(4.363636363636362, sums.effective(), 1e-12);
    assertEquals(1.2, sums.meanWeight(), 1e-12);
    assertEquals(3, sums.greatestWeight(), 1e-12);
  }

  private static Decision decision(int arm, double reward) {
    return new Decision(TARGET[arm] / DRAWN[arm], reward, EXPECTED[arm], FORETOLD);
  }

  @Test
  void nothingIsNoEvidence() {
    assertEquals(0, Reweighted.NONE.effective());
    assertEquals(0, Reweighted.NONE.meanWeight());
    assertEquals(0, Reweighted.NONE.plus(decision(2, 1), 0).greatestWeight());
  }
}
