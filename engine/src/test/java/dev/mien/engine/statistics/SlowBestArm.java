package dev.mien.engine.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slow twin of {@link BestArm}: the same integral by halving pieces until two rules agree, with
 * distribution functions that are computed and not integrated along. Exact to about 1e-10; about a
 * millisecond for 4 arms and three for 8.
 */
final class SlowBestArm {
  private static final double TOLERANCE = 1e-10;

  /** Where pieces end, in spreads of an arm from its mode. */
  private static final double[] BREAKS = {-8, -4, -1.5, 1.5, 4, 8};

  private SlowBestArm() {}

  /** In the order of {@code beliefs}; together 1. */
  static double[] probabilities(List<BetaLaw> beliefs) {
    if (beliefs.isEmpty()) {
      throw new IllegalArgumentException("there is no best of no arms");
    }
    if (beliefs.size() == 1) {
      return new double[] {1};
    }
    LogOddsBeta[] arms = beliefs.stream().map(LogOddsBeta::new).toArray(LogOddsBeta[]::new);
    double[] chances =
        Kronrod.integrals(
            (logOdds, values) -> best(arms, logOdds, values), arms.length, breaks(arms), TOLERANCE);
    double whole = Arrays.stream(chances).sum();
    Arrays.setAll(chances, arm -> chances[arm] / whole);
    return chances;
  }

  /** Each arm's density there, times the chance of all others to lie below. */
  private static void best(LogOddsBeta[] arms, double logOdds, double[] values) {
    double all = 0;
    for (int arm = 0; arm < arms.length; arm++) {
      values[arm] = arms[arm].logBelow(logOdds);
      all += values[arm];
    }
    if (all < -LogConcave.NEGLIGIBLE - 700) {
      Arrays.fill(values, 0);
      return;
    }
    for (int arm = 0; arm < arms.length; arm++) {
      values[arm] = Math.exp(arms[arm].logDensity(logOdds) + all - values[arm]);
    }
  }

  /**
   * From where one arm at least is sure to be above, to where all are sure to be below; and in
   * between wherever an arm has a feature that has none before it within its own spread.
   */
  private static double[] breaks(LogOddsBeta[] arms) {
    double from = Double.NEGATIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    List<double[]> features = new ArrayList<>();
    for (LogOddsBeta arm : arms) {
      double mode = arm.mode();
      from = Math.max(from, mode - LogConcave.reach(arm::logBelow, mode, -arm.spread()));
      to = Math.max(to, mode + LogConcave.reach(arm::logAbove, mode, arm.spread()));
      for (double away : BREAKS) {
        features.add(new double[] {mode + away * arm.spread(), arm.spread()});
      }
    }
    features.sort((one, other) -> Double.compare(one[0], other[0]));
    List<Double> breaks = new ArrayList<>(List.of(from));
    for (double[] feature : features) {
      double before = breaks.getLast();
      if (feature[0] > before + feature[1] && feature[0] < to) {
        breaks.add(feature[0]);
      }
    }
    breaks.add(to);
    return breaks.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
