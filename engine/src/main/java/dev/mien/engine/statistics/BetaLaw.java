package dev.mien.engine.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The beta law: what is believed of a rate after {@code a - 1} successes and {@code b - 1}
 * failures.
 */
public record BetaLaw(double a, double b) {
  public BetaLaw {
    if (!(a > 0 && b > 0 && a < Double.POSITIVE_INFINITY && b < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "both sides of a beta law are above 0; got " + a + ", " + b);
    }
  }

  /** What is believed of a rate when every rate was as likely before. */
  public static BetaLaw after(double sessions, double successes) {
    return new BetaLaw(1 + successes, 1 + sessions - successes);
  }

  public double mean() {
    return a / (a + b);
  }

  public double variance() {
    return a * b / ((a + b) * (a + b) * (a + b + 1));
  }

  public double below(double x) {
    return law().cumulativeProbability(x);
  }

  public double above(double x) {
    return law().survivalProbability(x);
  }

  /** What a share of {@code lower} of it lies below. */
  public double quantile(double lower) {
    return law().inverseCumulativeProbability(lower);
  }

  private BetaDistribution law() {
    return BetaDistribution.of(a, b);
  }
}
