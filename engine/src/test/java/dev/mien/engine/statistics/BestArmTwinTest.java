package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The quick integration that shares are made with agrees with one that halves pieces until it is
 * exact.
 */
class BestArmTwinTest {
  private static final int TRIALS = Boolean.getBoolean("mien.full") ? 5_000 : 300;
  private static final int ARMS_MAX = 8;

  @Test
  void bothIntegrationsAgree() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      List<BetaLaw> beliefs = new ArrayList<>();
      int arms = 2 + random.nextInt(ARMS_MAX - 1);
      double sessions = Math.exp(random.nextDouble() * Math.log(1e6));
      double rate = Math.exp(-random.nextDouble() * 5);
      for (int arm = 0; arm < arms; arm++) {
        double mean = Math.min(0.99, rate * (0.5 + random.nextDouble()));
        beliefs.add(new BetaLaw(0.5 + mean * sessions, 0.5 + (1 - mean) * sessions));
      }
      assertArrayEquals(
          SlowBestArm.probabilities(beliefs),
          BestArm.probabilities(beliefs),
          1e-8,
          "seed " + seed + ", trial " + trial + ": " + beliefs);
    }
  }
}
