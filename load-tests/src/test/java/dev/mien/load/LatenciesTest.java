package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final long SEED = 20_261_122;

  /** A percentile is that of the sorted list, or at most one part in 32 above it. */
  @Test
  void percentilesAgreeWithASortedList() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      long[] micros = new long[1 + random.nextInt(2_000)];
      Latencies latencies = new Latencies();
      for (int i = 0; i < micros.length; i++) {
        micros[i] = (long) Math.exp(random.nextDouble(17));
        latencies.add(micros[i] * 1_000);
      }
      Arrays.sort(micros);
      for (double percent : new double[] {1, 50, 95, 99, 100}) {
        double expected = micros[(int) Math.ceil(micros.length * percent / 100) - 1] / 1_000.0;
        double actual = latencies.percentileMillis(percent, 0);
        assertTrue(
            actual >= expected && actual <= expected * (1 + 1.0 / 32) + 0.001,
            "seed " + SEED + ", round " + round + ": " + actual + " for " + expected);
      }
    }
  }

  /** Who has no answer yet is slower than everybody who has one. */
  @Test
  void unansweredCallsCountAsSlowest() {
    Latencies latencies = new Latencies();
    for (int i = 0; i < 98; i++) {
      latencies.add(1_000_000);
    }
    assertEquals(1, latencies.percentileMillis(98, 2), 0.05);
    assertEquals(Double.POSITIVE_INFINITY, latencies.percentileMillis(99, 2));
  }
}
