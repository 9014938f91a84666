package dev.mien.engine.discovery;

/** How far two ways to part the same sessions agree. */
final class Agreement {
  private Agreement() {}

  /**
   * The adjusted Rand index: 1 where both part alike, 0 where they agree no more than by chance (L.
   * Hubert and P. Arabie, Comparing partitions, Journal of Classification 2, 1985).
   *
   * @param one by case, the part it is in, from 0
   * @param weights by case, how many sessions it stands for
   */
  static double adjustedRand(int[] one, int[] other, double[] weights) {
    double[][] table = table(one, other, weights);
    double[] rows = new double[table.length];
    double[] columns = new double[table[0].length];
    double pairs = 0;
    double all = 0;
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        pairs += pairs(table[i][j]);
        rows[i] += table[i][j];
        columns[j] += table[i][j];
        all += table[i][j];
      }
    }
    double inRows = 0;
    for (double row : rows) {
      inRows += pairs(row);
    }
    double inColumns = 0;
    for (double column : columns) {
      inColumns += pairs(column);
    }
    double byChance = inRows * inColumns / Math.max(pairs(all), Double.MIN_NORMAL);
    double most = (inRows + inColumns) / 2;
    // Two parts of everything, or each session for itself, cannot disagree.
    return most - byChance <= 1e-12 * Math.max(1, most)
        ? 1
        : (pairs - byChance) / (most - byChance);
  }

  /**
   * By part of {@code one}, the greatest Jaccard likeness that a part of {@code other} has to it:
   * the stability of a single class (C. Hennig, Cluster-wise assessment of cluster stability,
   * Computational Statistics and Data Analysis 52, 2007).
   */
  static double[] jaccard(int[] one, int[] other, double[] weights, int parts) {
    double[][] table = table(one, other, weights);
    double[] best = new double[parts];
    double[] columns = new double[table[0].length];
    for (double[] row : table) {
      for (int j = 0; j < columns.length; j++) {
        columns[j] += row[j];
      }
    }
    for (int i = 0; i < Math.min(parts, table.length); i++) {
      double row = 0;
      for (double both : table[i]) {
        row += both;
      }
      for (int j = 0; j < columns.length; j++) {
        double either = row + columns[j] - table[i][j];
        best[i] = Math.max(best[i], either > 0 ? table[i][j] / either : 0);
      }
    }
    return best;
  }

  private static double[][] table(int[] one, int[] other, double[] weights) {
    double[][] table = new double[parts(one)][parts(other)];
    for (int i = 0; i < one.length; i++) {
      table[one[i]][other[i]] += weights[i];
    }
    return table;
  }

  private static int parts(int[] labels) {
    int parts = 1;
    for (int label : labels) {
      parts = Math.max(parts, label + 1);
    }
    return parts;
  }

  private static double pairs(double sessions) {
    return sessions * (sessions - 1) / 2;
  }
}
