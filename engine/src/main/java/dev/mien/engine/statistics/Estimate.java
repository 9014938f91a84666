package dev.mien.engine.statistics;

/**
 * A figure with its standard error.
 *
 * @param error in the unit of the value; never negative, infinite where nothing is known
 */
public record Estimate(double value, double error) {
  public Estimate {
    if (!(error >= 0)) {
      throw new IllegalArgumentException("a standard error is not negative; got " + error);
    }
  }

  /**
   * The interval that covers the truth in all but {@code alpha} of the cases, if looked at once.
   */
  public Interval interval(double alpha) {
    return Interval.around(value, Tails.normalQuantile(alpha / 2) * error);
  }

  /** How many standard errors it is away from zero; 0 where it is zero. */
  public double z() {
    return value == 0 ? 0 : value / error;
  }

  /** The two-sided p-value of it being zero in truth. */
  public double p() {
    return Tails.normalBeyond(z());
  }

  /** Less {@code other}, where the two are independent. */
  public Estimate minus(Estimate other) {
    return new Estimate(value - other.value, Math.hypot(error, other.error));
  }
}
