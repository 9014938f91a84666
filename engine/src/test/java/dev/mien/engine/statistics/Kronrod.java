package dev.mien.engine.statistics;

import java.util.Arrays;

/**
 * Integrals of several functions at once over an interval, by bisection until the 15-point Kronrod
 * rule agrees with the 7-point Gauss rule it contains (R. Piessens et al., QUADPACK, 1983; nodes
 * and weights are the published ones).
 */
final class Kronrod {
  private static final double[] NODES = {
    0.9914553711208126,
    0.9491079123427585,
    0.8648644233597691,
    0.7415311855993945,
    0.5860872354676911,
    0.4058451513773972,
    0.20778495500789848,
    0.0,
  };
  private static final double[] KRONROD = {
    0.022935322010529224,
    0.06309209262997856,
    0.10479001032225019,
    0.14065325971552592,
    0.1690047266392679,
    0.19035057806478542,
    0.20443294007529889,
    0.20948214108472782,
  };
  private static final double[] GAUSS = {
    0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694,
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
