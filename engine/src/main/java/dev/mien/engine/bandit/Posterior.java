package dev.mien.engine.bandit;

/**
 * What is believed of an arm's rate: a beta distribution.
 *
 * @param alpha above 0; the greater, the higher the rate
 * @param beta above 0; the greater, the lower the rate
 */
public record Posterior(double alpha, double beta) {
  /**
   * @throws IllegalArgumentException if a parameter is not above 0 and finite
   */
  public Posterior {
    if (!(alpha > 0 && beta > 0 && alpha + beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alpha and beta must be above 0; got " + alpha + " and " + beta);
    }
  }

  /**
   * A belief of this mean, as firm as {@code strength} sessions would make it, with what an arm has
   * shown added.
   */
  static Posterior of(double mean, double strength, Arm seen) {
    return new Posterior(
        strength * mean + seen.successes(),
        strength * (1 - mean) + (seen.sessions() - seen.successes()));
  }

  /** The rate that is expected. */
  public double mean() {
    return alpha / (alpha + beta);
  }
}
