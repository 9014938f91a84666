package dev.mien.engine.statistics;

import java.util.Arrays;

/**
 * How far shares have moved, in nats. A measure of the input only: what a score promises can go
 * wrong while none of these stirs, so {@link Calibration#observedByExpected} is watched beside
 * them.
 */
public final class Drift {
  /** From which the population stability index of an attribute is worth a warning. */
  public static final double WARNING = 0.2;

  private Drift() {}

  /** The population stability index; infinite where a share was or is 0, and not both. */
  public static double stabilityIndex(double[] expected, double[] actual) {
    same(expected, actual);
    double sum = 0;
    for (int at = 0; at < expected.length; at++) {
      if (expected[at] != actual[at]) {
        sum += (actual[at] - expected[at]) * Math.log(actual[at] / expected[at]);
      }
    }
    return sum;
  }

  /** Of counts, each with half a session added, so that an empty bin does not make it infinite. */
  public static double stabilityIndexOfCounts(double[] expected, double[] actual) {
    return stabilityIndex(shares(expected), shares(actual));
  }

  private static double[] shares(double[] counts) {
    double all = Arrays.stream(counts).map(count -> count + 0.5).sum();
    return Arrays.stream(counts).map(count -> (count + 0.5) / all).toArray();
  }

  /** The Kullback-Leibler divergence of {@code actual} from {@code expected}. */
  public static double divergence(double[] actual, double[] expected) {
    same(expected, actual);
    double sum = 0;
    for (int at = 0; at < actual.length; at++) {
      if (actual[at] > 0) {
        sum += actual[at] * Math.log(actual[at] / expected[at]);
      }
    }
    return sum;
  }

  /** The Jensen-Shannon divergence: the mean of both from their middle; at most ln 2. */
  public static double jensenShannon(double[] one, double[] other) {
    same(one, other);
    double[] middle = new double[one.length];
    Arrays.setAll(middle, at -> (one[at] + other[at]) / 2);
    return (divergence(one, middle) + divergence(other, middle)) / 2;
  }

  private static void same(double[] one, double[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "shares are of the same bins; got " + one.length + " and " + other.length);
    }
  }
}
