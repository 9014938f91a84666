package dev.mien.engine.statistics;

/** Between log-odds and probabilities, without overflow. */
public final class Logistic {
  private Logistic() {}

  /** The probability of these log-odds. */
  public static double sigmoid(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + Math.exp(-logOdds));
    }
    double odds = Math.exp(logOdds);
    return odds / (1 + odds);
  }

  /** The log-odds of a probability; infinite at 0 and 1. */
  public static double logit(double probability) {
    return Math.log(probability) - Math.log1p(-probability);
  }

  /** The logarithm of 1 + e^x: minus the logarithm of the probability of the log-odds -x. */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
