package dev.mien.engine.statistics;

import java.util.Arrays;

/**
 * Integrals of several functions at once over an interval, by bisection until the 15-point Kronrod
 * rule agrees with the 7-point Gauss rule it contains (R. Piessens et al., QUADPACK, 1983; nodes
 * and weights are the published ones).
 */
final class Kronrod {
  private static final double[] NODES = {
    0.991455371120812639206854697526329,
    0.949107912342758524526189684047851,
    0.864864423359769072789712788640926,
    0.741531185599394439863864773280788,
    0.586087235467691130294144691693550,
    0.405845151377397166906606412076961,
    0.207784955007898467600689403773245,
    0.0,
  };
  private static final double[] KRONROD = {
    0.022935322010529224963732008058970,
    0.063092092629978553290700663189204,
    0.104790010322250183839876322541518,
    0.140653259715525918745189590510238,
    0.169004726639267902826583426598550,
    0.190350578064785409913256402421014,
    0.204432940075298892414161999234649,
    0.209482141084727828012999174891714,
  };
  private static final double[] GAUSS = {
    0,
    0.129484966168869693270611432679082,
    0,
    0.279705391489276667901467771423780,
    0,
    0.381830050505118944950369775488975,
    0,
    0.417959183673469387755102040816327,
  };

  private static final int DEPTH_MAX = 40;

  /** Several functions of one number. */
  interface Functions {
    /** Writes the value of each at {@code x} into {@code values}. */
    void at(double x, double[] values);
  }

  private final Functions functions;
  private final double tolerance;
  private final double[] sums;
  private final double[] values;

  private Kronrod(Functions functions, int size, double tolerance) {
    this.functions = functions;
    this.tolerance = tolerance;
    sums = new double[size];
    values = new double[size];
  }

  /**
   * The integral of each of {@code size} functions over what lies between the breaks.
   *
   * @param breaks ascending
   * @param tolerance to what the Gauss rule must agree on each piece; the Kronrod rule, whose value
   *     is taken, is then far closer
   */
  static double[] integrals(Functions functions, int size, double[] breaks, double tolerance) {
    Kronrod rule = new Kronrod(functions, size, tolerance);
    for (int at = 1; at < breaks.length; at++) {
      rule.add(breaks[at - 1], breaks[at], 0);
    }
    return rule.sums;
  }

  private void add(double from, double to, int depth) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    double[] kronrod = new double[sums.length];
    double[] gauss = new double[sums.length];
    for (int node = 0; node < NODES.length; node++) {
      for (int sign = node == NODES.length - 1 ? 1 : -1; sign <= 1; sign += 2) {
        functions.at(middle + sign * half * NODES[node], values);
        for (int of = 0; of < sums.length; of++) {
          kronrod[of] += half * KRONROD[node] * values[of];
          gauss[of] += half * GAUSS[node] * values[of];
        }
      }
    }
    double apart = 0;
    for (int of = 0; of < sums.length; of++) {
      apart = Math.max(apart, Math.abs(kronrod[of] - gauss[of]));
    }
    if (apart <= tolerance || depth == DEPTH_MAX) {
      Arrays.setAll(sums, of -> sums[of] + kronrod[of]);
    } else {
      add(from, middle, depth + 1);
      add(middle, to, depth + 1);
    }
  }
}
