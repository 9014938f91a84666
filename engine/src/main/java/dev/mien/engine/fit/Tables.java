package dev.mien.engine.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trees summed up as points per code and per pair of codes, which grow while trees are added. */
final class Tables {
  private static final int SWEEPS = 200;
  private static final double STILL = 1e-9;

  private final Patterns patterns;
  private final int columns;
  private double base;
  private final double[][] points;
  private final Map<Integer, double[][]> pairs = new TreeMap<>();

  /** Begins with what {@code start} says of {@code patterns}. */
  Tables(Patterns patterns, Scorecard start) {
    this.patterns = patterns;
    this.columns = patterns.columns().size();
    this.base = start.base();
    this.points = new double[columns][];
    for (int column = 0; column < columns; column++) {
      points[column] = new double[patterns.columns().get(column).codes()];
      for (int code = 0; code < points[column].length; code++) {
        points[column][code] = start.points(column, code);
      }
    }
  }

  /** Adds {@code share} of what {@code tree} says. */
  void add(Boosting.Tree tree, double share) {
    for (int code = 0; code < points[tree.root().column()].length; code++) {
      Boosting.Split half = tree.root().holds(code) ? tree.inside() : tree.outside();
      for (int other = 0; other < points[half.column()].length; other++) {
        double value = share * (half.holds(other) ? half.inside() : half.outside());
        if (half.column() != tree.root().column()) {
          cell(tree.root().column(), code, half.column(), other, value);
        } else if (code == other) {
          points[half.column()][code] += value;
        }
      }
    }
  }

  private void cell(int column, int code, int otherColumn, int otherCode, double value) {
    int first = Math.min(column, otherColumn);
    int second = Math.max(column, otherColumn);
    double[][] table =
        pairs.computeIfAbsent(
            first * columns + second, _ -> new double[points[first].length][points[second].length]);
    if (column == first) {
      table[code][otherCode] += value;
    } else {
      table[otherCode][code] += value;
    }
  }

  /** The scorecard of it all, in which a pair says only what its columns alone do not. */
  Scorecard scorecard() {
    List<Weighed> weighed = new ArrayList<>();
    pairs.forEach(
        (key, table) -> {
          int first = key / columns;
          int second = key % columns;
          double spread = purify(first, second, table);
          weighed.add(new Weighed(new PairTable(first, second, table), spread));
        });
    centre();
    List<PairTable> mostTellingFirst =
        weighed.stream()
            .sorted(Comparator.comparingDouble(Weighed::spread).reversed())
            .map(Weighed::table)
            .toList();
    return new Scorecard(patterns.columns(), base, points, mostTellingFirst);
  }

  private record Weighed(PairTable table, double spread) {}

  /** Moves the means of rows and columns of a table to the points of single codes. */
  private double purify(int first, int second, double[][] table) {
    double[][] weights = new double[table.length][table[0].length];
    for (int i = 0; i < patterns.size(); i++) {
      weights[patterns.code(first, i)][patterns.code(second, i)] += patterns.sessions(i);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double moved = 0;
      for (int row = 0; row < table.length; row++) {
        double sum = 0;
        double weight = 0;
        for (int cell = 0; cell < table[row].length; cell++) {
          sum += weights[row][cell] * table[row][cell];
          weight += weights[row][cell];
        }
        moved =
            Math.max(moved, Math.abs(moveRow(first, row, table, weight == 0 ? 0 : sum / weight)));
      }
      for (int cell = 0; cell < table[0].length; cell++) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < table.length; row++) {
          sum += weights[row][cell] * table[row][cell];
          weight += weights[row][cell];
        }
        moved =
            Math.max(
                moved, Math.abs(moveCell(second, cell, table, weight == 0 ? 0 : sum / weight)));
      }
      if (moved < STILL) {
        break;
      }
    }
    return spread(table, weights);
  }

  private double moveRow(int column, int row, double[][] table, double mean) {
    for (int cell = 0; cell < table[row].length; cell++) {
      table[row][cell] -= mean;
    }
    points[column][row] += mean;
    return mean;
  }

  private double moveCell(int column, int cell, double[][] table, double mean) {
    for (double[] row : table) {
      row[cell] -= mean;
    }
    points[column][cell] += mean;
    return mean;
  }

  private double spread(double[][] table, double[][] weights) {
    double sum = 0;
    for (int row = 0; row < table.length; row++) {
      for (int cell = 0; cell < table[row].length; cell++) {
        sum += weights[row][cell] * table[row][cell] * table[row][cell];
      }
    }
    return Math.sqrt(sum / patterns.sessions());
  }

  /** Moves the mean points of each column to the base, so that points are told from the average. */
  private void centre() {
    for (int column = 0; column < columns; column++) {
      long[][] counts = patterns.byCode(column);
      double sum = 0;
      for (int code = 0; code < counts.length; code++) {
        sum += counts[code][0] * points[column][code];
      }
      double mean = sum / patterns.sessions();
      for (int code = 0; code < counts.length; code++) {
        points[column][code] -= mean;
      }
      base += mean;
    }
  }
}
