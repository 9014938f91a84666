package dev.mien.engine.fit;

import dev.mien.engine.statistics.WeightOfEvidence;
import java.util.List;

/**
 * How much more often each code stands among sessions with the outcome than among those without, as
 * the logarithm of the ratio, in nats, with one session added to each count (Laplace). Needs
 * nothing but counts per code.
 */
final class WeightsOfEvidence {
  private static final double ADDED = 1;

  private WeightsOfEvidence() {}

  /** By column and code. Codes that no session had weigh nothing. */
  static double[][] of(Patterns patterns) {
    double[][] weights = new double[patterns.columns().size()][];
    for (int column = 0; column < weights.length; column++) {
      weights[column] = of(patterns.byCode(column));
    }
    return weights;
  }

  /**
   * @param counts by code: sessions, and those of them with the outcome
   */
  private static double[] of(long[][] counts) {
    double[] positives = new double[counts.length];
    double[] negatives = new double[counts.length];
    for (int code = 0; code < counts.length; code++) {
      positives[code] = counts[code][1];
      negatives[code] = counts[code][0] - counts[code][1];
    }
    List<Double> evidence = WeightOfEvidence.of(positives, negatives, ADDED).weights();
    double[] weights = new double[counts.length];
    for (int code = 0; code < counts.length; code++) {
      weights[code] = counts[code][0] > 0 ? evidence.get(code) : 0;
    }
    return weights;
  }

  /** A scorecard in which each column has one weight, that of its evidence. */
  static Scorecard scorecard(Patterns patterns, double penalty) {
    double[][] evidence = of(patterns);
    double[][] rows = new double[patterns.size()][evidence.length];
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < evidence.length; column++) {
        rows[i][column] = evidence[column][patterns.code(column, i)];
      }
    }
    double[] weights = LogisticRegression.fit(rows, counts(patterns), penalty);
    for (int column = 0; column < evidence.length; column++) {
      for (int code = 0; code < evidence[column].length; code++) {
        evidence[column][code] *= weights[column + 1];
      }
    }
    return new Scorecard(patterns.columns(), weights[0], evidence, List.of());
  }

  private static LogisticRegression.Counts counts(Patterns patterns) {
    return new LogisticRegression.Counts() {
      @Override
      public double sessions(int row) {
        return patterns.sessions(row);
      }

      @Override
      public double positives(int row) {
        return patterns.positives(row);
      }

      @Override
      public double offset(int row) {
        return 0;
      }
    };
  }
}
