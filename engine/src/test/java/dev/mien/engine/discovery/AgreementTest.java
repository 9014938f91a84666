package dev.mien.engine.discovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The pairs that two partitions agree about, one by one. */
  private static double byPairs(int[] one, int[] other) {
    double inBoth = 0;
    double inOne = 0;
    double inOther = 0;
    double all = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < i; j++) {
        inBoth += one[i] == one[j] && other[i] == other[j] ? 1 : 0;
        inOne += one[i] == one[j] ? 1 : 0;
        inOther += other[i] == other[j] ? 1 : 0;
        all++;
      }
    }
    double byChance = inOne * inOther / all;
    return (inBoth - byChance) / ((inOne + inOther) / 2 - byChance);
  }

  @Test
  void itIsWhatPairsOneByOneComeTo() {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = random.nextInt(5, 60);
      int[] one = random.ints(size, 0, 4).toArray();
      int[] other =
          Arrays.stream(one).map(k -> random.nextInt(3) > 0 ? k : random.nextInt(4)).toArray();
      one[0] = 0;
      one[1] = 1;
      assertEquals(
          byPairs(one, other),
          Agreement.adjustedRand(one, other, ones(size)),
          1e-9,
          "seed " + seed);
    }
  }

  @Test
  void namesOfPartsDoNotMatterAndWeightsCountAsSessions() {
    int[] one = {0, 0, 1, 1, 2};
    assertEquals(1, Agreement.adjustedRand(one, new int[] {2, 2, 0, 0, 1}, ones(5)), 1e-12);
    int[] other = {0, 1, 1, 1, 2};
    double weighed =
        Agreement.adjustedRand(
            new int[] {0, 0, 1, 2}, new int[] {0, 1, 1, 2}, new double[] {1, 1, 2, 1});
    assertEquals(Agreement.adjustedRand(one, other, ones(5)), weighed, 1e-12);
  }

  @Test
  void aClassIsAsStableAsItsLikeliestCounterpart() {
    int[] one = {0, 0, 0, 1, 1, 1};
    int[] other = {1, 1, 0, 0, 0, 0};
    assertArrayEquals(
        new double[] {2.0 / 3, 3.0 / 4}, Agreement.jaccard(one, other, ones(6), 2), 1e-12);
  }
}
