package dev.mien.attacks;

import java.util.Arrays;

/** The few statistics that attackers need. */
final class Statistics {
  private static final int STEPS = 300;
  private static final double RATE = 0.5;

  /** The short form is tried a dozen times in every build, where three would often be exceeded. */
  static final int SIGMAS = 5;

  private Statistics() {}

  /**
   * The area under the curve: how often a score of {@code yes} is above one of {@code no}, ties
   * counted half (Mann and Whitney).
   */
  static double auc(double[] yes, double[] no) {
    double[] sorted = no.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double score : yes) {
      wins += (below(sorted, score) + below(sorted, Math.nextUp(score))) / 2.0;
    }
    return wins / yes.length / no.length;
  }

  /** {@link #SIGMAS} standard errors of an area under the curve of one half. */
  static double aucMargin(int yes, int no) {
    return SIGMAS * Math.sqrt((yes + no + 1.0) / (12.0 * yes * no));
  }

  private static int below(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Logistic regression by gradient descent on standardised features, with a little ridge. */
  static final class Classifier {
    private final double[] means;
    private final double[] deviations;
    private final double[] weights;

    private Classifier(double[] means, double[] deviations) {
      this.means = means;
      this.deviations = deviations;
      this.weights = new double[means.length + 1];
    }

    /** Learns to tell {@code yes} from {@code no}; each row is one example. */
    static Classifier of(double[][] yes, double[][] no) {
      int features = yes[0].length;
      double[] means = new double[features];
      double[] deviations = new double[features];
      int count = yes.length + no.length;
      for (int i = 0; i < features; i++) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < count; row++) {
          double value = at(yes, no, row)[i];
          sum += value;
          squares += value * value;
        }
        means[i] = sum / count;
        deviations[i] = Math.sqrt(Math.max(squares / count - means[i] * means[i], 0));
      }
      Classifier classifier = new Classifier(means, deviations);
      classifier.learn(yes, no);
      return classifier;
    }

    private static double[] at(double[][] yes, double[][] no, int row) {
      return row < yes.length ? yes[row] : no[row - yes.length];
    }

    private void learn(double[][] yes, double[][] no) {
      int count = yes.length + no.length;
      for (int step = 0; step < STEPS; step++) {
        double[] gradient = new double[weights.length];
        for (int row = 0; row < count; row++) {
          double[] example = at(yes, no, row);
          double miss = (row < yes.length ? 1 : 0) - 1 / (1 + Math.exp(-score(example)));
          for (int i = 0; i < example.length; i++) {
            gradient[i] += miss * standard(example, i);
          }
          gradient[example.length] += miss;
        }
        for (int i = 0; i < weights.length; i++) {
          weights[i] += RATE * (gradient[i] / count - 1e-3 * weights[i]);
        }
      }
    }

    private double standard(double[] example, int i) {
      return deviations[i] == 0 ? 0 : (example[i] - means[i]) / deviations[i];
    }

    double score(double[] example) {
      double score = weights[example.length];
      for (int i = 0; i < example.length; i++) {
        score += weights[i] * standard(example, i);
      }
      return score;
    }

    double[] scores(double[][] examples) {
      return Arrays.stream(examples).mapToDouble(this::score).toArray();
    }
  }
}
