package dev.mien.engine.bandit;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * How far segments disagree about an arm: the variance, on the scale of log-odds, of its rates
 * about those that levels and effects foretell, by the marginal likelihood of a beta-binomial
 * model.
 *
 * <p>The likelihood is averaged over, from hardly different to four times the odds, and not
 * maximised: with two to five segments its maximum is often at "not different at all", which would
 * make everybody's evidence everybody's. Each step of the scale is as probable as the next
 * beforehand.
 */
final class Disagreement {
  /** Standard deviations of log-odds that are weighed against each other. */
  private static final double[] DEVIATIONS = {
    0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.18, 0.27, 0.4, 0.6, 0.9, 1.4
  };

  private static final double LEAST_STRENGTH = 0.1;

  private Disagreement() {}

  /**
   * The variance that is to be expected after what was seen.
   *
   * @param mean the rates that are foretold, by segment and arm
   */
  static double variance(List<List<Arm>> segments, double[][] mean) {
    double[] log = new double[DEVIATIONS.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < log.length; i++) {
      log[i] = likelihood(segments, mean, DEVIATIONS[i] * DEVIATIONS[i]);
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
   * How many sessions' worth of belief a beta distribution about {@code mean} holds if its log-odds
   * have this variance.
   */
  static double strength(double mean, double variance) {
    return Math.max(LEAST_STRENGTH, 1 / (mean * (1 - mean) * variance) - 1);
  }

  private static double likelihood(List<List<Arm>> segments, double[][] mean, double variance) {
    double sum = 0;
    for (int s = 0; s < mean.length; s++) {
      for (int v = 0; v < mean[s].length; v++) {
        sum += log(segments.get(s).get(v), mean[s][v], strength(mean[s][v], variance));
      }
    }
    return sum;
  }

  /** The log-likelihood of an arm's counts if its rate is drawn about {@code mean}. */
  private static double log(Arm arm, double mean, double strength) {
    double alpha = strength * mean;
    double beta = strength * (1 - mean);
    return rising(alpha, arm.successes())
        + rising(beta, arm.sessions() - arm.successes())
        - rising(strength, arm.sessions());
  }

  /** ln Γ(x + n) - ln Γ(x). */
  private static double rising(double x, double n) {
    return n == 0 ? 0 : Gamma.logGamma(x + n) - Gamma.logGamma(x);
  }
}
