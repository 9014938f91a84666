package dev.mien.engine.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes scorecards that can be read: codes that count nearly the same get the same points, pair
 * tables become coarse, and points are rounded. What is judged and used is what was made simple.
 */
public final class Simple implements Fit.Simplifying {
  /** Points are told in hundredths of a nat. */
  public static final int DECIMALS = 2;

  private static final double SCALE = Math.pow(10, DECIMALS);

  /** How far the points of a code may be from the average: no code is surer than that. */
  private static final double POINTS_MAX = 4;

  /** Points of pairs are told in such steps, for what a pair adds is small and less sure. */
  private static final double STEP = 0.05;

  /** The most groups of codes in a pair table, to either side. */
  private static final int SIDE_MAX = 5;

  /** What a pair table may lose of the squares of its points. */
  private static final double LOSS_MAX = 0.06;

  /** What the points of a column may lose, as a root mean square. */
  private static final double COLUMN_LOSS_MAX = 0.02;

  @Override
  public Scorecard of(Scorecard card, Patterns fitted) {
    double[][] points = new double[card.columns().size()][];
    for (int column = 0; column < points.length; column++) {
      points[column] = column(card, column, fitted);
    }
    List<PairTable> pairs = new ArrayList<>();
    for (PairTable pair : card.pairs()) {
      PairTable simple = new Coarse(card, pair, fitted).table();
      if (saysSomething(simple, card)) {
        pairs.add(simple);
      }
    }
    return new Scorecard(card.columns(), rounded(card.base()), points, pairs);
  }

  private static double rounded(double points) {
    return Math.rint(points * SCALE) / SCALE + 0.0;
  }

  private static boolean saysSomething(PairTable pair, Scorecard card) {
    for (int row = 0; row < card.columns().get(pair.first()).codes(); row++) {
      for (int cell = 0; cell < card.columns().get(pair.second()).codes(); cell++) {
        if (pair.points(row, cell) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static double[] column(Scorecard card, int column, Patterns fitted) {
    long[][] counts = fitted.byCode(column);
    double[][] values = new double[counts.length][1];
    double[][] weights = new double[counts.length][1];
    for (int code = 0; code < counts.length; code++) {
      values[code][0] = card.points(column, code);
      weights[code][0] = counts[code][0];
    }
    Merging merging = new Merging(values, weights, card.columns().get(column).scale());
    double most = COLUMN_LOSS_MAX * COLUMN_LOSS_MAX * fitted.sessions();
    for (double lost = 0; merging.size() > 1 && lost + merging.leastLoss() <= most; ) {
      lost += merging.leastLoss();
      merging.merge();
    }
    double[] points = new double[counts.length];
    for (int code = 0; code < points.length; code++) {
      double value = merging.values(merging.groupOf(code))[0];
      points[code] = rounded(Math.clamp(value, -POINTS_MAX, POINTS_MAX));
    }
    return points;
  }

  /** A pair table made coarse from both sides. */
  private static final class Coarse {
    private final Scorecard card;
    private final PairTable pair;
    private Merging rows;
    private Merging cells;

    Coarse(Scorecard card, PairTable pair, Patterns fitted) {
      this.card = card;
      this.pair = pair;
      int height = codes(pair.first());
      int width = codes(pair.second());
      double[][] values = new double[height][width];
      double[][] weights = new double[height][width];
      for (int row = 0; row < height; row++) {
        for (int cell = 0; cell < width; cell++) {
          values[row][cell] = pair.points(row, cell);
        }
      }
      for (int i = 0; i < fitted.size(); i++) {
        weights[fitted.code(pair.first(), i)][fitted.code(pair.second(), i)] += fitted.sessions(i);
      }
      this.rows = new Merging(values, weights, scale(pair.first()));
      this.cells = new Merging(transposed(values), transposed(weights), scale(pair.second()));
      merge(LOSS_MAX * squares(values, weights));
    }

    private int codes(int column) {
      return card.columns().get(column).codes();
    }

    private Column.Scale scale(int column) {
      return card.columns().get(column).scale();
    }

    private void merge(double most) {
      double lost = 0;
      while (rows.size() > 1 && cells.size() > 1) {
        boolean tooMany = rows.size() > SIDE_MAX || cells.size() > SIDE_MAX;
        boolean alike = rows.size() > SIDE_MAX == cells.size() > SIDE_MAX;
        boolean ofRows = alike ? rows.leastLoss() <= cells.leastLoss() : rows.size() > SIDE_MAX;
        double loss = ofRows ? rows.leastLoss() : cells.leastLoss();
        if (!tooMany && lost + loss > most) {
          return;
        }
        lost += loss;
        if (ofRows) {
          rows.merge();
          cells = rows.seenFromTheSide(cells);
        } else {
          cells.merge();
          rows = cells.seenFromTheSide(rows);
        }
      }
    }

    PairTable table() {
      double[][] points = new double[codes(pair.first())][codes(pair.second())];
      for (int row = 0; row < points.length; row++) {
        double[] values = rows.values(rows.groupOf(row));
        for (int cell = 0; cell < points[row].length; cell++) {
          points[row][cell] = rounded(Math.rint(values[cells.groupOf(cell)] / STEP) * STEP);
        }
      }
      return new PairTable(pair.first(), pair.second(), points);
    }
  }

  private static double squares(double[][] values, double[][] weights) {
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      for (int cell = 0; cell < values[row].length; cell++) {
        sum += weights[row][cell] * values[row][cell] * values[row][cell];
      }
    }
    return sum;
  }

  static double[][] transposed(double[][] table) {
    double[][] transposed = new double[table[0].length][table.length];
    for (int row = 0; row < table.length; row++) {
      for (int cell = 0; cell < table[row].length; cell++) {
        transposed[cell][row] = table[row][cell];
      }
    }
    return transposed;
  }
}
