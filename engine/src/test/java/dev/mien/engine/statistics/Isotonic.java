package dev.mien.engine.statistics;

import java.util.Arrays;

/**
 * The rising steps that lie closest to what came true (pool adjacent violators; M. Ayer et al., An
 * Empirical Distribution Function for Sampling with Incomplete Information, 1955). It takes about
 * 10,000 sessions before it is better than {@link Platt}.
 */
public final class Isotonic {
  private final double[] probabilities;
  private final double[] values;

  private Isotonic(double[] probabilities, double[] values) {
    this.probabilities = probabilities;
    this.values = values;
  }

  public static Isotonic fit(Scores scores) {
    int size = scores.size();
    double[] mass = new double[size];
    double[] mean = new double[size];
    int[] length = new int[size];
    int pools = 0;
    for (int at = 0; at < size; at++) {
      mass[pools] = scores.sessions(at);
      mean[pools] = scores.positives(at) / mass[pools];
      length[pools] = 1;
      while (pools > 0 && mean[pools - 1] >= mean[pools]) {
        double both = mass[pools - 1] + mass[pools];
        mean[pools - 1] = (mass[pools - 1] * mean[pools - 1] + mass[pools] * mean[pools]) / both;
        mass[pools - 1] = both;
        length[pools - 1] += length[pools];
        pools--;
      }
      pools++;
    }
    double[] probabilities = new double[size];
    double[] values = new double[size];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (int step = 0; step < length[pool]; step++) {
        probabilities[at] = scores.probability(at);
        values[at++] = mean[pool];
      }
    }
    return new Isotonic(probabilities, values);
  }

  /** What this probability becomes: straight between the ones it was fitted on, level outside. */
  public double probability(double given) {
    int found = Arrays.binarySearch(probabilities, given);
    if (found >= 0) {
      return values[found];
    }
    int next = -found - 1;
    if (next == 0) {
      return values[0];
    }
    if (next == values.length) {
      return values[next - 1];
    }
    double along =
        (given - probabilities[next - 1]) / (probabilities[next] - probabilities[next - 1]);
    return values[next - 1] + along * (values[next] - values[next - 1]);
  }
}
