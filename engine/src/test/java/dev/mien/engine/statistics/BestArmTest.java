package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution.Sampler;
import org.junit.jupiter.api.Test;

class BestArmTest {
  /** scipy's adaptive quadrature of the same integral. */
  @Test
  void equalsAdaptiveQuadrature() {
    assertArrayEquals(
        new double[] {0.097104627369801, 0.664570116982296, 0.23832525564790363},
        BestArm.probabilities(
            List.of(new BetaLaw(11, 91), new BetaLaw(16, 86), new BetaLaw(13, 89))),
        1e-9);
    assertArrayEquals(
        new double[] {0.1643887351245403, 0.83561126487546},
        BestArm.probabilities(List.of(new BetaLaw(51, 951), new BetaLaw(61, 941))),
        1e-9);
  }

  /** The closed form for two arms, in 40 digits. */
  @Test
  void equalsTheClosedForm() {
    assertEquals(0.6107705226878395, second(50, 52, 52, 50), 1e-10);
    assertEquals(0.9750678368121442, second(121, 881, 151, 851), 1e-10);
    assertEquals(0.9411941194119412, second(1, 51, 4, 48), 1e-10);
    assertEquals(1, second(2263, 19045, 3239, 18150), 1e-12);
  }

  private static double second(double a, double b, double c, double d) {
    return BestArm.probabilities(List.of(new BetaLaw(a, b), new BetaLaw(c, d)))[1];
  }

  @Test
  void isSymmetric() {
    for (double a : new double[] {0.1, 0.5, 1, 3, 1e3, 1e6, 1e8}) {
      for (double b : new double[] {0.1, 0.5, 1, 7, 2e4, 1e7}) {
        for (int n = 1; n <= 8; n++) {
          BetaLaw each = new BetaLaw(a, b);
          double[] alike = BestArm.probabilities(Stream.generate(() -> each).limit(n).toList());
          double[] expected = new double[n];
          Arrays.fill(expected, 1.0 / n);
          assertArrayEquals(expected, alike, 1e-9, () -> a + " " + b);
        }
      }
    }
  }

  /** Drawing from the posteriors and counting who wins comes to the same. */
  @Test
  void agreesWithDraws() {
    long seed = 20261122;
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    int draws = 40_000;
    for (int round = 0; round < 20; round++) {
      int n = 2 + random.nextInt(7);
      List<BetaLaw> arms =
          IntStream.range(0, n)
              .mapToObj(
                  _ ->
                      new BetaLaw(
                          Math.exp(6 * random.nextDouble() - 1),
                          Math.exp(8 * random.nextDouble() - 1)))
              .toList();
      Sampler[] samplers =
          arms.stream()
              .map(each -> BetaDistribution.of(each.a(), each.b()).createSampler(random))
              .toArray(Sampler[]::new);
      double[] won = new double[n];
      for (int i = 0; i < draws; i++) {
        double highest = -1;
        int best = 0;
        for (int a = 0; a < n; a++) {
          double rate = samplers[a].sample();
          if (rate > highest) {
            highest = rate;
            best = a;
          }
        }
        won[best] += 1.0 / draws;
      }
      assertArrayEquals(
          won, BestArm.probabilities(arms), 5 * 0.5 / Math.sqrt(draws), () -> seed + " " + arms);
    }
  }

  /**
   * Of two arms the closed form is a sum of as many terms as the second arm's alpha, which
   * therefore is whole; everything else may be as odd as it likes.
   */
  @Test
  void equalsTheClosedFormForOddBeliefs() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      double a = Math.exp(7 * random.nextDouble() - 2.5);
      double b = Math.exp(9 * random.nextDouble() - 2.5);
      double d = Math.exp(9 * random.nextDouble() - 2.5);
      int c = 1 + (int) Math.exp(5 * random.nextDouble());
      double sum = 0;
      for (int i = 0; i < c; i++) {
        sum +=
            Math.exp(
                Beta.logBeta(a + i, d + b)
                    - Math.log(d + i)
                    - Beta.logBeta(1 + i, d)
                    - Beta.logBeta(a, b));
      }
      int whole = c;
      assertEquals(sum, second(a, b, c, d), 1e-9, () -> List.of(a, b, whole, d) + ", seed " + seed);
    }
  }
}
