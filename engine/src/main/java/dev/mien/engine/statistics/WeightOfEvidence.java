package dev.mien.engine.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * By how much each bin of an attribute moves the log-odds of an outcome.
 *
 * @param base the log-odds before anything is known
 * @param weights of each bin, in nats
 * @param information what the attribute tells in all: below 0.02 nothing, above 0.5 suspiciously
 *     much
 */
public record WeightOfEvidence(double base, List<Double> weights, double information) {
  public WeightOfEvidence {
    weights = List.copyOf(weights);
  }

  /**
   * Of the counts of each bin.
   *
   * @param smoothing added to each count, so that an empty cell is no proof; 0 for the plain
   *     definition
   */
  public static WeightOfEvidence of(double[] positives, double[] negatives, double smoothing) {
    if (positives.length != negatives.length) {
      throw new IllegalArgumentException(
          "each bin has both counts; got " + positives.length + " and " + negatives.length);
    }
    double hits = Arrays.stream(positives).sum();
    double missed = Arrays.stream(negatives).sum();
    double[] weights = new double[positives.length];
    double information = 0;
    for (int bin = 0; bin < weights.length; bin++) {
      double of = (positives[bin] + smoothing) / (hits + smoothing * weights.length);
      double against = (negatives[bin] + smoothing) / (missed + smoothing * weights.length);
      weights[bin] = Math.log(of / against);
      information += (of - against) * weights[bin];
    }
    return new WeightOfEvidence(
        Math.log(hits / missed), Arrays.stream(weights).boxed().toList(), information);
  }

  /** The probability before, and after each of these bins, if each were independent evidence. */
  public double[] path(int[] bins) {
    double[] path = new double[bins.length + 1];
    double logOdds = base;
    path[0] = Logistic.sigmoid(logOdds);
    for (int at = 0; at < bins.length; at++) {
      logOdds += weights.get(bins[at]);
      path[at + 1] = Logistic.sigmoid(logOdds);
    }
    return path;
  }
}
