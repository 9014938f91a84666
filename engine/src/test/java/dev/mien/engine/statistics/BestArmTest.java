package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class BestArmTest {

  @Test
  void armsThatAreAlikeAreAsLikely() {
    for (double sessions : new double[] {0, 10, 1e4, 1e7}) {
      List<BetaLaw> arms = List.of(law(sessions), law(sessions), law(sessions), law(sessions));
      assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, BestArm.probabilities(arms), 1e-12);
    }
  }

  private static BetaLaw law(double sessions) {
    return BetaLaw.after(sessions, sessions / 20);
  }

  @Test
  void twoArmsAgreeWithTheirChanceToBeat() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      BetaLaw one = drawn(random);
      BetaLaw other = drawn(random);
      ChanceToBeat chance = ChanceToBeat.of(one, other);
      double[] best = BestArm.probabilities(List.of(one, other));
      assertEquals(1, chance.beats() + chance.loses(), 1e-9, () -> one + " " + other);
      assertEquals(chance.beats(), best[1], 1e-9, () -> one + " " + other);
      // What the second is above the first, less what it is below, is the difference of the means.
      assertEquals(
          other.mean() - one.mean(),
          chance.lossOfFirst() - chance.lossOfSecond(),
          1e-9,
          () -> one + " " + other);
    }
  }

  private static BetaLaw drawn(SplittableRandom random) {
    double size = Math.pow(10, random.nextDouble(-1, 6));
    double mean = random.nextDouble(0.001, 0.999);
    return new BetaLaw(size * mean, size * (1 - mean));
  }

  @Test
  void drawingTheArmsComesToTheSame() {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
    List<BetaLaw> arms =
        List.of(new BetaLaw(1, 1), new BetaLaw(40, 60), new BetaLaw(500, 480), new BetaLaw(3, 2));
    List<ContinuousSampler> samplers = new ArrayList<>();
    for (BetaLaw arm : arms) {
      ContinuousSampler sampler =
          BetaDistribution.of(arm.a(), arm.b()).createSampler(random)::sample;
      samplers.add(sampler);
    }
    int draws = 200_000;
    double[] won = new double[arms.size()];
    for (int draw = 0; draw < draws; draw++) {
      int best = 0;
      double most = -1;
      for (int arm = 0; arm < won.length; arm++) {
        double value = samplers.get(arm).sample();
        if (value > most) {
          most = value;
          best = arm;
        }
      }
      won[best] += 1.0 / draws;
    }
    double[] exact = BestArm.probabilities(arms);
    assertArrayEquals(won, exact, 0.005, "seed 11");
    assertEquals(1, Arrays.stream(exact).sum(), 1e-12);
  }

  @Test
  void aLossTooSmallForOneMinusIsStillKnown() {
    // Exact: the sum over the smaller side of a ratio of binomials, in whole numbers.
    ChanceToBeat chance = ChanceToBeat.of(new BetaLaw(1, 1), new BetaLaw(1, 1e9));
    assertEquals(1e-9, chance.beats(), 1e-17);
    assertTrue(ChanceToBeat.of(new BetaLaw(5, 1e5), new BetaLaw(1e5, 5)).loses() < 1e-300);
  }
}
