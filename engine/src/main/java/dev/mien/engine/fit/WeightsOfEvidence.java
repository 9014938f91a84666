package dev.mien.engine.fit;

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
    double positives = patterns.positives();
    double negatives = patterns.sessions() - positives;
    double[][] weights = new double[patterns.columns().size()][];
    for (int column = 0; column < weights.length; column++) {
      long[][] counts = patterns.byCode(column);
      weights[column] = new double[counts.length];
      double added = ADDED * counts.length;
      for (int code = 0; code < counts.length; code++) {
        if (counts[code][0] > 0) {
          weights[column][code] =
              Math.log((counts[code][1] + ADDED) / (positives + added))
                  - Math.log((counts[code][0] - counts[code][1] + ADDED) / (negatives + added));
        }
      }
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
    return new Scorecard(patterns.columns(), weights[0], evidence, java.util.List.of());
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
