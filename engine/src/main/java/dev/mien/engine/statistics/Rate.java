package dev.mien.engine.statistics;

/**
 * How many of so many sessions did it. Counts may be fractions, where they are discounted or carry
 * noise.
 */
public record Rate(double sessions, double successes) {
  public Rate {
    if (!(successes >= 0 && successes <= sessions)) {
      throw new IllegalArgumentException(
          "successes are some of the sessions; got " + successes + " of " + sessions);
    }
  }

  /** Not a number where there was no session. */
  public double value() {
    return successes / sessions;
  }

  /** Of one session, as a share of the population: p (1 - p). */
  public double variance() {
    return value() * (1 - value());
  }

  /** With its standard error; which is 0 where all or none did it, so not to be trusted there. */
  public Estimate estimate() {
    return new Estimate(value(), Math.sqrt(variance() / sessions));
  }

  public Moments moments() {
    return new Moments(sessions, value(), variance());
  }

  /**
   * The interval of the score test (E. B. Wilson, JASA 22, 1927): right on average, and sound for
   * small counts. The one to show.
   */
  public Interval wilson(double alpha) {
    if (sessions == 0) {
      return new Interval(0, 1);
    }
    double z = Tails.normalQuantile(alpha / 2);
    double share = value();
    double square = z * z / sessions;
    double middle = (share + square / 2) / (1 + square);
    double radius = z / (1 + square) * Math.sqrt((variance() + square / 4) / sessions);
    return new Interval(
        successes == 0 ? 0 : Math.max(0, middle - radius),
        successes == sessions ? 1 : Math.min(1, middle + radius));
  }

  /** Never too narrow (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934), mostly too wide. */
  public Interval clopperPearson(double alpha) {
    double failures = sessions - successes;
    return new Interval(
        successes == 0 ? 0 : new BetaLaw(successes, failures + 1).quantile(alpha / 2),
        failures == 0 ? 1 : new BetaLaw(successes + 1, failures).upperQuantile(alpha / 2));
  }

  /** The middle of Jeffreys' posterior: half a success and half a failure before the first. */
  public Interval jeffreys(double alpha) {
    BetaLaw belief = new BetaLaw(successes + 0.5, sessions - successes + 0.5);
    return new Interval(belief.quantile(alpha / 2), belief.upperQuantile(alpha / 2));
  }
}
