package dev.mien.engine.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.statistics.BestArm;
import dev.mien.engine.statistics.BetaLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Ten arms, one with a rate of .5 and nine with .4, 20,000 sessions, weights refreshed every 100.
 * Plain Thompson sampling is known to lose 68, 143 and 193 successes after 1,000, 5,000 and 20,000
 * sessions. With {@code -Dmien.full=true} there are 200 runs.
 */
class TenArmsTest {
  private static final int RUNS = Boolean.getBoolean("mien.full") ? 200 : 8;
  private static final int SESSIONS = 20_000;
  private static final int BATCH = 100;
  private static final int ARMS = 10;

  private record Lost(double first, double middle, double all) {}

  private static Lost lost(Function<List<Arm>, double[]> weights, int runs) {
    double[] lost = new double[3];
    for (int run = 0; run < runs; run++) {
      SplittableRandom random = new SplittableRandom(run);
      List<Arm> arms = new ArrayList<>(Collections.nCopies(ARMS, Arm.UNSEEN));
      double[] now = new double[ARMS];
      Arrays.fill(now, 1.0 / ARMS);
      for (int i = 0; i < SESSIONS; i++) {
        if (i % BATCH == 0 && i > 0) {
          now = weights.apply(arms);
        }
        int v = drawn(now, random.nextDouble());
        boolean success = random.nextDouble() < (v == 0 ? 0.5 : 0.4);
        arms.set(v, arms.get(v).plus(new Arm(1, success ? 1 : 0)));
        if (v != 0) {
          lost[0] += i < 1_000 ? 0.1 / runs : 0;
          lost[1] += i < 5_000 ? 0.1 / runs : 0;
          lost[2] += 0.1 / runs;
        }
      }
    }
    return new Lost(lost[0], lost[1], lost[2]);
  }

  private static int drawn(double[] weights, double at) {
    double left = at;
    for (int v = 0; v < ARMS - 1; v++) {
      left -= weights[v];
      if (left < 0) {
        return v;
      }
    }
    return ARMS - 1;
  }

  /** What is drawn by one draw from flat beliefs is what is known of Thompson sampling. */
  @Test
  void oneDrawLosesWhatIsKnown() {
    Lost lost =
        lost(
            arms ->
                BestArm.probabilities(
                    arms.stream()
                        .map(arm -> BetaLaw.after(arm.sessions(), arm.successes()))
                        .toList()),
            RUNS);
    System.out.printf("ten arms, one draw, seeds 0 to %d: %s%n", RUNS - 1, lost);
    // 53 is the standard deviation of a run.
    double error = 53 / Math.sqrt(RUNS);
    assertEquals(68, lost.first(), 4 * 10 / Math.sqrt(RUNS), lost::toString);
    assertEquals(193, lost.all(), 4 * error, lost::toString);
  }

  @Test
  void twoDrawsThatAgreeLoseLess() {
    Lost lost = lost(arms -> Thompson.weights(List.of(arms), 0)[0], RUNS);
    System.out.printf("ten arms, as served without floor, seeds 0 to %d: %s%n", RUNS - 1, lost);
    assertTrue(lost.first() < 68 && lost.all() < 193, lost::toString);
  }

  /**
   * A floor of 1 % under nine worse arms costs 9 % of a tenth of all sessions, 180, at the most.
   */
  @Test
  void theFloorCostsWhatItMust() {
    Lost lost = lost(arms -> Thompson.weights(List.of(arms), Thompson.FLOOR)[0], RUNS);
    System.out.printf("ten arms, as served, seeds 0 to %d: %s%n", RUNS - 1, lost);
    assertTrue(lost.all() < 193 + 180 && lost.all() > 180, lost::toString);
  }
}
