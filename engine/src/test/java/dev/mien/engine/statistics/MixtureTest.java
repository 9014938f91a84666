package dev.mien.engine.statistics;

/**
 * The mixture sequential probability ratio test of a difference of means, which may be looked at
 * always (R. Johari, P. Koomen, L. Pekelis, D. Walsh, Peeking at A/B Tests, KDD 2017): the effects
 * it expects are normal around 0.
 *
 * @param spread the variance of the effects it expects
 */
public record MixtureTest(double spread) {
  public MixtureTest {
    if (!(spread > 0)) {
      throw new IllegalArgumentException("effects that are expected vary; got " + spread);
    }
  }

  /**
   * The difference of two means as the published notebook of the ASOS data set has it: with the
   * mean of both variances and the harmonic mean of both numbers of sessions, which is what the
   * test was derived for.
   */
  public static Estimate difference(Moments control, Moments treatment) {
    double variance =
        (control.variance() + treatment.variance())
            * (1 / control.sessions() + 1 / treatment.sessions())
            / 2;
    return new Estimate(treatment.mean() - control.mean(), Math.sqrt(variance));
  }

  /** The logarithm of how much better such effects explain the difference than none does. */
  public double logRatio(Estimate difference) {
    double variance = difference.error() * difference.error();
    double square = difference.value() * difference.value();
    if (variance == 0) {
      return square == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return 0.5 * Math.log(variance / (variance + spread))
        + spread * square / (2 * variance * (variance + spread));
  }

  /** Of this look alone; the p-value of all looks is the least of them. */
  public double p(Estimate difference) {
    return Math.min(1, Math.exp(-logRatio(difference)));
  }

  /** The effects that it would not reject. */
  public Interval interval(Estimate difference, double alpha) {
    double variance = difference.error() * difference.error();
    double both = variance + spread;
    double radius =
        Math.sqrt(variance * both / spread * (Math.log(both / variance) - 2 * Math.log(alpha)));
    return Interval.around(difference.value(), radius);
  }
}
