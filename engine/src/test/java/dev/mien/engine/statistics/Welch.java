package dev.mien.engine.statistics;

/**
 * The difference of two means whose variances need not be equal, seen once (B. L. Welch, Biometrika
 * 34, 1947).
 *
 * @param difference the treatment's less the control's
 */
public record Welch(Estimate difference, double degrees) {

  public static Welch of(Moments control, Moments treatment) {
    double one = control.variance() / control.sessions();
    double other = treatment.variance() / treatment.sessions();
    double degrees =
        (one + other)
            * (one + other)
            / (one * one / (control.sessions() - 1) + other * other / (treatment.sessions() - 1));
    return new Welch(
        new Estimate(treatment.mean() - control.mean(), Math.sqrt(one + other)), degrees);
  }

  public double t() {
    return difference.z();
  }

  /** Two-sided. */
  public double p() {
    return Tails.studentBeyond(t(), degrees);
  }

  public Interval interval(double alpha) {
    return Interval.around(
        difference.value(), Tails.studentQuantile(alpha / 2, degrees) * difference.error());
  }
}
