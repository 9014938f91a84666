package dev.mien.engine.statistics;

import java.util.Arrays;

/**
 * Probabilities that were given, each with how often what they are the probability of came true and
 * how often it did not: ascending, each probability once. Since equal ones stand together, nothing
 * that is reckoned from them hangs on the order they came in.
 */
public final class Scores {
  private final double[] probabilities;
  private final double[] positives;
  private final double[] negatives;

  private Scores(double[] probabilities, double[] positives, double[] negatives) {
    this.probabilities = probabilities;
    this.positives = positives;
    this.negatives = negatives;
  }

  /** One probability and one outcome for each session. */
  public static Scores of(double[] probabilities, boolean[] outcomes) {
    same(probabilities.length, outcomes.length);
    double[] positives = new double[outcomes.length];
    double[] negatives = new double[outcomes.length];
    for (int at = 0; at < outcomes.length; at++) {
      positives[at] = outcomes[at] ? 1 : 0;
      negatives[at] = outcomes[at] ? 0 : 1;
    }
    return of(probabilities, positives, negatives);
  }

  /** Counts for each probability, in any order; a probability may come more than once. */
  public static Scores of(double[] probabilities, double[] positives, double[] negatives) {
    same(probabilities.length, positives.length);
    same(probabilities.length, negatives.length);
    for (int at = 0; at < probabilities.length; at++) {
      if (!(probabilities[at] >= 0 && probabilities[at] <= 1)) {
        throw new IllegalArgumentException(
            "a probability lies between 0 and 1; got " + probabilities[at] + " at " + at);
      }
      if (!(positives[at] >= 0 && negatives[at] >= 0)) {
        throw new IllegalArgumentException(
            "counts are not negative; got " + positives[at] + " and " + negatives[at]);
      }
    }
    int[] order = Sorting.ascending(probabilities);
    double[] value = new double[order.length];
    double[] plus = new double[order.length];
    double[] minus = new double[order.length];
    int size = 0;
    for (int at : order) {
      if (positives[at] + negatives[at] == 0) {
        continue;
      }
      if (size == 0 || value[size - 1] != probabilities[at]) {
        value[size++] = probabilities[at];
      }
      plus[size - 1] += positives[at];
      minus[size - 1] += negatives[at];
    }
    if (size == 0) {
      throw new IllegalArgumentException("a score is judged by at least one session; got none");
    }
    return new Scores(
        Arrays.copyOf(value, size), Arrays.copyOf(plus, size), Arrays.copyOf(minus, size));
  }

  private static void same(int probabilities, int others) {
    if (probabilities != others) {
      throw new IllegalArgumentException(
          "each probability has an outcome; got " + probabilities + " and " + others);
    }
  }

  /** How many different probabilities there are. */
  int size() {
    return probabilities.length;
  }

  double probability(int at) {
    return probabilities[at];
  }

  double positives(int at) {
    return positives[at];
  }

  double negatives(int at) {
    return negatives[at];
  }

  double sessions(int at) {
    return positives[at] + negatives[at];
  }

  /** In how many sessions it came true. */
  public double positives() {
    return Arrays.stream(positives).sum();
  }

  /** In how many it did not. */
  public double negatives() {
    return Arrays.stream(negatives).sum();
  }

  public double sessions() {
    return positives() + negatives();
  }

  /** The share of sessions in which it came true. */
  public double base() {
    return positives() / sessions();
  }
}
