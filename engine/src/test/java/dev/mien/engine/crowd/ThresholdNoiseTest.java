package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.vocabulary.SegmentIdentity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class ThresholdNoiseTest {
  private static final double POINTS = 0x1p62;

  private static Combination combination(long number) {
    return new Combination(
        Combination.Kind.SESSIONS, List.of(new SegmentIdentity(number, -number)));
  }

  private static ThresholdNoise noise(int seed) {
    byte[] secret = new byte[ThresholdNoise.SECRET_BYTES];
    new SplittableRandom(seed).nextBytes(secret);
    ThresholdNoise noise = new ThresholdNoise();
    noise.learn(secret);
    return noise;
  }

  /** The smallest point that gives more than {@code value}, found by halving. */
  private static long pointsUpTo(int value) {
    long low = 0;
    long high = 1L << 62;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (ThresholdNoise.value(middle) > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static double[] probabilities() {
    double[] probabilities = new double[ThresholdNoise.MAX + 1];
    long before = 0;
    for (int i = 0; i < probabilities.length; i++) {
      long upTo = i == ThresholdNoise.MAX ? 1L << 62 : pointsUpTo(i);
      probabilities[i] = (upTo - before) / POINTS;
      before = upTo;
    }
    return probabilities;
  }

  /** Of the table that is drawn by, not of the formula. */
  @Test
  void oneLookIsDifferentiallyPrivateForOneSession() {
    double[] p = probabilities();
    double open = 0;
    double before = 0;
    for (int i = 0; i < p.length; i++) {
      before = open;
      open += p[i];
      assertTrue(open <= Math.E * before + ThresholdNoise.DELTA, "opening at " + i);
      double shut = 1 - open + 1e-15;
      double shutBefore = 1 - before;
      assertTrue(shutBefore <= Math.E * shut + ThresholdNoise.DELTA, "staying shut at " + i);
    }
    assertEquals(1, open, 1e-12);
    assertEquals(7.72e-6, p[0], 1e-8);
  }

  @Test
  void neighbouringValuesDifferByTheFactorThatIsClaimed() {
    double[] p = probabilities();
    for (int i = 1; i < p.length; i++) {
      assertEquals(
          1, Math.abs(Math.log(p[i] / p[i - 1])), 1e-6, "between " + (i - 1) + " and " + i);
    }
  }

  @Test
  void combinationsDrawAsTheTableSays() {
    ThresholdNoise noise = noise(20_261_122);
    long[] drawn = new long[9];
    for (int i = 0; i < 20_000; i++) {
      // The middle nine, the rest left out: it is too rare to test.
      int value = noise.of(combination(i), 7) - ThresholdNoise.CUT + 4;
      if (value >= 0 && value < drawn.length) {
        drawn[value]++;
      }
    }
    double[] expected = new double[drawn.length];
    System.arraycopy(probabilities(), ThresholdNoise.CUT - 4, expected, 0, expected.length);
    assertTrue(new ChiSquareTest().chiSquareTest(expected, drawn) > 1e-4);
  }

  @Test
  void allNodesDrawTheSameAndAnotherPeriodDrawsAnew() {
    List<Integer> one = new ArrayList<>();
    List<Integer> again = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      one.add(noise(1).of(combination(i), 3));
      again.add(noise(1).of(combination(i), 3));
      later.add(noise(1).of(combination(i), 4));
    }
    assertEquals(one, again);
    assertNotEquals(one, later);
  }

  @Test
  void withoutTheSecretItIsTheLargest() {
    HashSet<Integer> drawn = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      drawn.add(new ThresholdNoise().of(combination(i), i));
    }
    assertEquals(Set.of(ThresholdNoise.MAX), drawn);
  }
}
