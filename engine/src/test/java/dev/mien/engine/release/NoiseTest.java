package dev.mien.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.release.Noise.DiscreteGaussian;
import dev.mien.engine.release.Noise.DiscreteLaplace;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int DRAWS = Boolean.getBoolean("mien.full") ? 2_000_000 : 60_000;
  private static final double P_LEAST = 1e-4;

  private final long seed = new SecureRandom().nextLong();

  private static LongToDoubleFunction pmf(Noise noise) {
    return switch (noise) {
      case DiscreteLaplace(long part, long whole) -> {
        double alpha = Math.exp(-(double) part / whole);
        yield x -> (1 - alpha) / (1 + alpha) * Math.pow(alpha, (double) Math.abs(x));
      }
      case DiscreteGaussian(long variance) -> {
        double norm = 0;
        long most = 40 + 40 * (long) Math.sqrt((double) variance);
        for (long x = -most; x <= most; x++) {
          norm += Math.exp(-(double) x * x / (2.0 * variance));
        }
        double all = norm;
        yield x -> Math.exp(-(double) x * x / (2.0 * variance)) / all;
      }
    };
  }

  /** As many outcomes as are to be expected five times at least, and the rest as one. */
  private static double p(Noise noise, Map<Long, Long> drawn, int draws) {
    LongToDoubleFunction pmf = pmf(noise);
    long most = 0;
    while (pmf.applyAsDouble(most + 1) * draws >= 5) {
      most++;
    }
    int cells = (int) (2 * most + 2);
    double[] expected = new double[cells];
    long[] observed = new long[cells];
    double within = 0;
    long seen = 0;
    for (long x = -most; x <= most; x++) {
      expected[(int) (x + most)] = pmf.applyAsDouble(x) * draws;
      observed[(int) (x + most)] = drawn.getOrDefault(x, 0L);
      within += pmf.applyAsDouble(x);
      seen += drawn.getOrDefault(x, 0L);
    }
    expected[cells - 1] = Math.max(1e-3, (1 - within) * draws);
    observed[cells - 1] = draws - seen;
    return new ChiSquareTest().chiSquareTest(expected, observed);
  }

  private static Map<Long, Long> drawn(Noise noise, Bits bits, int draws) {
    Map<Long, Long> drawn = new TreeMap<>();
    for (int i = 0; i < draws; i++) {
      drawn.merge(noise.draw(bits), 1L, Long::sum);
    }
    return drawn;
  }

  @Test
  void drawsFollowTheirFormula() {
    for (Noise noise :
        List.of(
            new DiscreteLaplace(1, 1),
            new DiscreteLaplace(1, 10),
            new DiscreteLaplace(7, 3),
            new DiscreteLaplace(5_430, 10_000),
            new DiscreteGaussian(1),
            new DiscreteGaussian(2),
            new DiscreteGaussian(68),
            new DiscreteGaussian(1_000))) {
      Map<Long, Long> drawn = drawn(noise, new Bits(new Seeded(seed)), DRAWS);
      double p = p(noise, drawn, DRAWS);
      assertTrue(p > P_LEAST, noise + ": p = " + p + ", seed " + seed);
    }
  }

  /** What the test above is worth. */
  @Test
  void drawsOfAnotherFormulaAreNoticed() {
    Map<Long, Long> drawn = drawn(new DiscreteLaplace(11, 10), new Bits(new Seeded(seed)), DRAWS);
    assertTrue(p(new DiscreteLaplace(1, 1), drawn, DRAWS) < P_LEAST, "seed " + seed);
  }

  @Test
  void theVarianceIsThatOfTheFormula() {
    for (Noise noise : List.of(new DiscreteLaplace(1, 1), new DiscreteGaussian(100))) {
      double sum = 0;
      double squares = 0;
      Bits bits = new Bits(new Seeded(seed));
      for (int i = 0; i < DRAWS; i++) {
        long drawn = noise.draw(bits);
        sum += drawn;
        squares += (double) drawn * drawn;
      }
      double expected =
          switch (noise) {
            // 2 α / (1 - α)² with α = 1/e
            case DiscreteLaplace _ -> 1.841_35;
            case DiscreteGaussian(long variance) -> variance;
          };
      assertEquals(0, sum / DRAWS, 5 * Math.sqrt(expected / DRAWS), "seed " + seed);
      assertEquals(1, squares / DRAWS / expected, 0.06, "seed " + seed);
    }
  }

  /** Two counts that differ by one can come out as exactly the same numbers. */
  @Test
  void neighboursHaveTheSameSupport() {
    Noise noise = new DiscreteLaplace(1, 2);
    Map<Long, Long> drawn = drawn(noise, new Bits(new Seeded(seed)), DRAWS);
    for (long x = -8; x <= 8; x++) {
      assertTrue(drawn.containsKey(x) && drawn.containsKey(x + 1), x + ", seed " + seed);
    }
  }

  @Test
  void ninetyFiveOfAHundredSumsLieWithinTheSpread() {
    for (Noise noise :
        List.of(
            new DiscreteLaplace(1, 1),
            new DiscreteLaplace(1, 4),
            new DiscreteLaplace(5_430, 10_000),
            new DiscreteGaussian(3),
            new DiscreteGaussian(68))) {
      for (int terms : new int[] {1, 2, 5, 24}) {
        Bits bits = new Bits(new Seeded(seed));
        long margin = Whole.rootUp(BigInteger.valueOf(terms * noise.spread())).longValueExact();
        int within = 0;
        int tries = 4_000;
        for (int i = 0; i < tries; i++) {
          long sum = 0;
          for (int term = 0; term < terms; term++) {
            sum += noise.draw(bits);
          }
          within += Math.abs(sum) <= margin ? 1 : 0;
        }
        assertTrue(within >= 0.94 * tries, noise + " " + terms + ": " + within + ", seed " + seed);
      }
    }
  }

  @Test
  void drawsOfTheGeneratorInUseDoNotComeAgain() {
    Noise noise = new DiscreteGaussian(1_000_000);
    assertNotEquals(
        drawn(noise, new Bits(new SecureRandom()), 20),
        drawn(noise, new Bits(new SecureRandom()), 20));
  }

  @Test
  void wideNumbersAreAsLikelyAsEachOther() {
    Bits bits = new Bits(new Seeded(seed));
    BigInteger bound = BigInteger.TWO.pow(80).multiply(BigInteger.valueOf(3));
    int[] thirds = new int[3];
    for (int i = 0; i < 9_000; i++) {
      thirds[bits.below(bound).shiftRight(80).intValueExact()]++;
    }
    for (int third : thirds) {
      assertEquals(3_000, third, 250, "seed " + seed);
    }
    assertEquals(0, bits.below(1));
  }

  @Test
  void parametersThatMeanNothingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DiscreteLaplace(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new DiscreteLaplace(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussian(0));
  }
}
