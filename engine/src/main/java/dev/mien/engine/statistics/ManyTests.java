package dev.mien.engine.statistics;

import java.util.Arrays;

/**
 * P-values of several comparisons, adjusted so that each may be held against the level as if it
 * were alone. In the order they came in.
 */
public final class ManyTests {
  private ManyTests() {}

  /** For the share of false ones among those found (Y. Benjamini, Y. Hochberg, JRSS B 57, 1995). */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order = ordered(p);
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int at = order[rank - 1];
      least = Math.min(least, p[at] * p.length / rank);
      adjusted[at] = least;
    }
    return adjusted;
  }

  /** For the chance of any false one (S. Holm, Scandinavian Journal of Statistics 6, 1979). */
  public static double[] holm(double[] p) {
    int[] order = ordered(p);
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int at = order[rank];
      most = Math.max(most, Math.min(1, p[at] * (p.length - rank)));
      adjusted[at] = most;
    }
    return adjusted;
  }

  /** The same by the plain number of comparisons: never better than {@link #holm}. */
  public static double[] bonferroni(double[] p) {
    ordered(p);
    return Arrays.stream(p).map(one -> Math.min(1, one * p.length)).toArray();
  }

  private static int[] ordered(double[] p) {
    for (double one : p) {
      if (!(one >= 0 && one <= 1)) {
        throw new IllegalArgumentException("a p-value lies between 0 and 1; got " + one);
      }
    }
    return Sorting.ascending(p);
  }
}
