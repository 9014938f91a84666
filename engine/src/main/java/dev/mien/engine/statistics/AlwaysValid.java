package dev.mien.engine.statistics;

/**
 * The asymptotic confidence sequence of a mean: an interval that covers the truth at all looks
 * together, however many and whenever taken (I. Waudby-Smith, D. Arbour, R. Sinha, E. Kennedy, A.
 * Ramdas, Time-uniform central limit theory and asymptotic confidence sequences, 2021). Sound from
 * some hundred sessions on.
 *
 * @param tunedFor at how many sessions it is to be narrowest
 */
public record AlwaysValid(double alpha, double tunedFor) {
  /** What GrowthBook tunes for where nothing else is said. */
  public static final double TUNED_FOR = 5000;

  public AlwaysValid {
    if (!(alpha > 0 && alpha < 1 && tunedFor > 0)) {
      throw new IllegalArgumentException(
          "alpha lies between 0 and 1, and it is tuned for some sessions; got "
              + alpha
              + " and "
              + tunedFor);
    }
  }

  /** The width of the mixture that is narrowest there. */
  public double rho() {
    double log = -2 * Math.log(alpha);
    return Math.sqrt((log + Math.log(log + 1)) / tunedFor);
  }

  /**
   * How far the truth is at most from the mean of {@code sessions}.
   *
   * @param variance of one session
   */
  public double radius(double sessions, double variance) {
    double square = rho() * rho();
    double spread = sessions * square + 1;
    return Math.sqrt(
        variance
            * 2
            * spread
            / (sessions * sessions * square)
            * Math.log(Math.sqrt(spread) / alpha));
  }

  /** Of an estimate from so many sessions. */
  public Interval interval(Estimate estimate, double sessions) {
    return Interval.around(
        estimate.value(), radius(sessions, sessions * estimate.error() * estimate.error()));
  }

  /** The logarithm of the evidence against the estimate being 0 in truth. */
  public double logEvidence(Estimate estimate, double sessions) {
    double square = rho() * rho();
    double spread = sessions * square + 1;
    double z = estimate.z();
    return square * sessions * z * z / (2 * spread) - Math.log(spread) / 2;
  }

  /** Of this look alone; the p-value of all looks is the least of them. */
  public double p(Estimate estimate, double sessions) {
    return Math.min(1, Math.exp(-logEvidence(estimate, sessions)));
  }
}
