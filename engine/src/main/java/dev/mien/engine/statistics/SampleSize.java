package dev.mien.engine.statistics;

/** How many sessions each of two arms of the same size takes, for a test that is looked at once. */
public final class SampleSize {
  private static final int HALVINGS = 200;

  private SampleSize() {}

  /**
   * What is asked of a test.
   *
   * @param alpha two-sided
   * @param power the chance to find what there is
   */
  public record Aim(double alpha, double power) {
    public Aim {
      if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1)) {
        throw new IllegalArgumentException(
            "alpha and power lie between 0 and 1; got " + alpha + " and " + power);
      }
    }
  }

  /** Sessions for each arm to tell the two rates apart; by the normal law, as a fraction. */
  public static double perArm(double control, double treatment, Aim aim) {
    double apart = treatment - control;
    if (apart == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double middle = (control + treatment) / 2;
    double root =
        Tails.normalQuantile(aim.alpha() / 2) * Math.sqrt(2 * middle * (1 - middle))
            + Tails.normalQuantile(1 - aim.power())
                * Math.sqrt(control * (1 - control) + treatment * (1 - treatment));
    return root * root / (apart * apart);
  }

  /** The least rate above {@code control} that so many sessions for each arm can tell from it. */
  public static double detectable(double control, double perArm, Aim aim) {
    double low = control;
    double high = 1;
    for (int halving = 0; halving < HALVINGS && high - low > 1e-12; halving++) {
      double middle = (low + high) / 2;
      if (perArm(control, middle, aim) > perArm) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
