package dev.mien.engine.bandit;

import org.apache.commons.math3.special.Gamma;

/**
 * How much rates that have something in common differ among themselves: their variance on the scale
 * of log-odds, estimated by the marginal likelihood of a beta-binomial model.
 *
 * <p>The likelihood is averaged over, from hardly different to five times the odds, and not
 * maximised: with two to five rates its maximum is often at "not different at all", which would
 * make everybody's evidence everybody's. Each step of the scale is as probable as the next
 * beforehand.
 */
final class Spread {
  /** Standard deviations of log-odds that are weighed against each other. */
  private static final double[] DEVIATIONS = {
    0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.18, 0.27, 0.4, 0.6, 0.9, 1.4
  };

  private Spread() {}

  /** The log-likelihood of what was seen, up to a constant, if rates differ by a deviation. */
  interface Likelihood {
    double log(double deviation);
  }

  /** The variance of log-odds that is to be expected after what was seen. */
  static double variance(Likelihood likelihood) {
    double[] log = new double[DEVIATIONS.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < log.length; i++) {
      log[i] = likelihood.log(DEVIATIONS[i]);
      greatest = Math.max(greatest, log[i]);
    }
    double weights = 0;
    double sum = 0;
    for (int i = 0; i < log.length; i++) {
      double weight = StrictMath.exp(log[i] - greatest);
      weights += weight;
      sum += weight * DEVIATIONS[i] * DEVIATIONS[i];
    }
    return sum / weights;
  }

  /**
   * The strength of the beta distribution about {@code mean} whose log-odds have this variance, in
   * sessions.
   */
  static double strength(double mean, double variance) {
    return Math.max(LEAST_STRENGTH, 1 / (mean * (1 - mean) * variance) - 1);
  }

  private static final double LEAST_STRENGTH = 1;

  /** The log-likelihood of an arm's counts if its rate is drawn about {@code mean}. */
  static double log(Arm arm, double mean, double strength) {
    double alpha = strength * mean;
    double beta = strength * (1 - mean);
    return rising(alpha, arm.successes())
        + rising(beta, arm.sessions() - arm.successes())
        - rising(strength, arm.sessions());
  }

  /** ln Γ(x + n) - ln Γ(x). */
  private static double rising(double x, double n) {
    return Gamma.logGamma(x + n) - Gamma.logGamma(x);
  }
}
