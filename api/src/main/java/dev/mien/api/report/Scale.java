package dev.mien.api.report;

import dev.mien.engine.experiment.Comparison;
import dev.mien.engine.experiment.Comparison.Verdict;
import java.util.List;

/**
 * Where differences stand on a line with zero in its middle.
 *
 * @param reach how far it goes to either side
 */
record Scale(double reach) {
  private static final double LEAST = 0.0005;

  /** As wide as what is told needs; what is still open wide is cut off. */
  static Scale of(List<Comparison> comparisons) {
    double widest =
        comparisons.stream()
            .filter(of -> of.verdict() != Verdict.TOO_FEW)
            .mapToDouble(Scale::farthest)
            .max()
            .orElseGet(() -> comparisons.stream().mapToDouble(Scale::farthest).max().orElse(1));
    double wanted = Math.max(LEAST, Math.min(1, widest));
    double unit = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8}) {
      if (unit * step >= wanted) {
        return new Scale(unit * step);
      }
    }
    return new Scale(unit * 10);
  }

  private static double farthest(Comparison of) {
    return Math.max(Math.abs(of.always().low()), Math.abs(of.always().high()));
  }

  /** From 0 at its left end to 1 at its right one. */
  double place(double difference) {
    return Math.clamp((difference / reach + 1) / 2, 0.0, 1.0);
  }
}
