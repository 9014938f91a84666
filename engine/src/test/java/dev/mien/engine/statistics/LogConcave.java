package dev.mien.engine.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * The integral over all numbers of a function whose logarithm is concave: a climb to its greatest
 * value, then {@link Kronrod} to both sides of it as far as it counts. Concavity leaves no place
 * for a spike to hide: who has fallen by 45 over some way has taken at least a 45th of it for the
 * first 1. All is relative to the greatest value, so an integral of 1e-200 has as many digits as
 * one of 0.5.
 */
final class LogConcave {
  /** What counts of it: e^-45 is 3e-20 of the greatest value. */
  static final double NEGLIGIBLE = 45;

  private static final double TOLERANCE = 1e-12;

  private LogConcave() {}

  /**
   * The integral of e to the power of {@code logarithm}.
   *
   * @param from a place to look for the greatest value from
   * @param step about the width of its features
   */
  static double integral(DoubleUnaryOperator logarithm, double from, double step) {
    double peak = climb(logarithm, from, step);
    double top = logarithm.applyAsDouble(peak);
    if (top == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double left = peak - reach(logarithm, peak, -step);
    double right = peak + reach(logarithm, peak, step);
    Kronrod.Functions relative =
        (x, values) -> values[0] = Math.exp(logarithm.applyAsDouble(x) - top);
    // The greatest value is 1 and falls by concavity, so the integral is at least this.
    double least = (right - left) / NEGLIGIBLE / 4;
    double[] breaks = {left, peak, right};
    return Math.exp(top) * Kronrod.integrals(relative, 1, breaks, TOLERANCE * least)[0];
  }

  /** How far from the peak it is still worth counting, to within a quarter. */
  static double reach(DoubleUnaryOperator logarithm, double peak, double step) {
    double least = logarithm.applyAsDouble(peak) - NEGLIGIBLE;
    double stride = step;
    while (logarithm.applyAsDouble(peak + stride) > least) {
      stride *= 1.25;
    }
    while (logarithm.applyAsDouble(peak + stride / 1.25) < least) {
      stride /= 1.25;
    }
    return Math.abs(stride);
  }

  /** A place within one step of the greatest value: strides that grow, then halve. */
  private static double climb(DoubleUnaryOperator logarithm, double from, double step) {
    double at = from;
    double height = logarithm.applyAsDouble(at);
    double direction = logarithm.applyAsDouble(at + step) >= height ? 1 : -1;
    double stride = step;
    while (stride >= step) {
      double next = at + direction * stride;
      double there = logarithm.applyAsDouble(next);
      if (there > height) {
        at = next;
        height = there;
        stride *= 2;
      } else {
        stride /= 2;
        if (logarithm.applyAsDouble(at - direction * step) > height) {
          direction = -direction;
        }
      }
    }
    return at;
  }
}
