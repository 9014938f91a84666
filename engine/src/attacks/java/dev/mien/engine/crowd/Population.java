package dev.mien.engine.crowd;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Sessions of a made-up site: each has a few hidden inclinations, and what holds for it hangs
 * together because segments lean on the same ones. Some segments are common and some rare; about
 * five of 24 hold for a session.
 */
final class Population {
  private static final int FACTORS = 8;
  private static final int LEANS_ON = 2;
  private static final int SAMPLE = 4_000;
  private static final double COMMONEST = 0.40;
  private static final double RAREST = 0.03;

  private final double[][] leanings;
  private final double[] thresholds;

  Population(int segments, SplittableRandom random) {
    this.leanings = new double[segments][FACTORS];
    for (double[] leaning : leanings) {
      for (int i = 0; i < LEANS_ON; i++) {
        leaning[random.nextInt(FACTORS)] += random.nextGaussian();
      }
    }
    this.thresholds = new double[segments];
    double[][] scores = new double[segments][SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      double[] score = scores(random);
      for (int segment = 0; segment < segments; segment++) {
        scores[segment][i] = score[segment];
      }
    }
    for (int segment = 0; segment < segments; segment++) {
      Arrays.sort(scores[segment]);
      double share = COMMONEST + (RAREST - COMMONEST) * segment / (segments - 1);
      thresholds[segment] = scores[segment][(int) ((1 - share) * (SAMPLE - 1))];
    }
  }

  private double[] scores(RandomGenerator random) {
    double[] inclinations = new double[FACTORS];
    for (int i = 0; i < FACTORS; i++) {
      inclinations[i] = random.nextGaussian();
    }
    double[] scores = new double[leanings.length];
    for (int segment = 0; segment < scores.length; segment++) {
      scores[segment] = 0.5 * random.nextGaussian();
      for (int i = 0; i < FACTORS; i++) {
        scores[segment] += leanings[segment][i] * inclinations[i];
      }
    }
    return scores;
  }

  /** The segments that hold for one more session. */
  BitSet session(RandomGenerator random) {
    double[] scores = scores(random);
    BitSet holding = new BitSet();
    for (int segment = 0; segment < scores.length; segment++) {
      if (scores[segment] > thresholds[segment]) {
        holding.set(segment);
      }
    }
    return holding;
  }
}
