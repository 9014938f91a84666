package dev.mien.attacks;

import java.util.random.RandomGenerator;

/**
 * Made-up visitors whose segments hang together: a few hidden leanings decide, with some chance, in
 * which of the segments somebody is. The orders of magnitude are a shop's; it is a model, and no
 * forecast for a real site.
 */
final class Population {
  static final int SEGMENTS = 24;

  private static final int LEANINGS = 8;

  /** How much of being in a segment is chance of the day. */
  private static final double CHANCE = 0.7;

  private final double[][] loadings = new double[SEGMENTS][LEANINGS];
  private final double[] thresholds = new double[SEGMENTS];

  /** The same for the same generator. A visitor is in 5 segments on average. */
  Population(RandomGenerator random) {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      double length = 0;
      for (int i = 0; i < LEANINGS; i++) {
        loadings[segment][i] = random.nextGaussian();
        length += loadings[segment][i] * loadings[segment][i];
      }
      for (int i = 0; i < LEANINGS; i++) {
        loadings[segment][i] /= Math.sqrt(length);
      }
      thresholds[segment] = 0.4 + 1.1 * random.nextDouble();
    }
  }

  /** What somebody leans to, for good. */
  double[] visitor(RandomGenerator random) {
    double[] leanings = new double[LEANINGS];
    for (int i = 0; i < LEANINGS; i++) {
      leanings[i] = random.nextGaussian();
    }
    return leanings;
  }

  /** The segments of one visit, as bits. */
  long visit(double[] visitor, RandomGenerator random) {
    long segments = 0;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      double drawn = CHANCE * random.nextGaussian();
      for (int i = 0; i < LEANINGS; i++) {
        drawn += loadings[segment][i] * visitor[i];
      }
      if (drawn > thresholds[segment]) {
        segments |= 1L << segment;
      }
    }
    return segments;
  }
}
