package dev.mien.engine.fit;

import dev.mien.engine.statistics.Logistic;
import java.util.Arrays;
import java.util.List;

/**
 * Log-odds as a sum: a base, what each code of each column adds, and what pairs of codes add beyond
 * that. The explanation of a score is the sum itself. Immutable.
 */
public final class Scorecard {
  private final List<Column> columns;
  private final double base;
  private final double[][] points;
  private final List<PairTable> pairs;

  /**
   * @param points by column and code
   */
  Scorecard(List<Column> columns, double base, double[][] points, List<PairTable> pairs) {
    this.columns = List.copyOf(columns);
    this.base = base;
    this.points = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    this.pairs = List.copyOf(pairs);
  }

  /** Says the share of sessions with the outcome, whatever is known. */
  static Scorecard constant(Patterns patterns) {
    double[][] none =
        patterns.columns().stream()
            .map(column -> new double[column.codes()])
            .toArray(double[][]::new);
    return new Scorecard(patterns.columns(), Logistic.logit(patterns.rate()), none, List.of());
  }

  public List<Column> columns() {
    return columns;
  }

  /** The log-odds before anything is known. */
  public double base() {
    return base;
  }

  /** What a code of the column at {@code column} adds. */
  public double points(int column, int code) {
    return points[column][code];
  }

  /** Pairs of columns, the most telling first. */
  public List<PairTable> pairs() {
    return pairs;
  }

  /** The log-odds of a session with these codes, one for each column. */
  public double logit(int[] codes) {
    double logit = base;
    for (int column = 0; column < points.length; column++) {
      logit += points[column][codes[column]];
    }
    for (PairTable pair : pairs) {
      logit += pair.points(codes[pair.first()], codes[pair.second()]);
    }
    return logit;
  }

  /** The log-odds of each of {@code patterns}, which have the same columns. */
  public double[] logits(Patterns patterns) {
    if (!patterns.columns().equals(columns)) {
      throw new IllegalArgumentException("these patterns are of other columns");
    }
    double[] logits = new double[patterns.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logit(patterns.codes(i));
    }
    return logits;
  }

  /** The same with the most telling pairs only. */
  public Scorecard withPairs(int most) {
    return new Scorecard(columns, base, points, pairs.stream().limit(most).toList());
  }

  /** The same with another base, as after a refit of the intercept. */
  public Scorecard withBase(double next) {
    return new Scorecard(columns, next, points, pairs);
  }
}
