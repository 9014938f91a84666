package dev.mien.engine.statistics;

/** Ratios of figures that are estimated, by the delta method. */
public final class Ratios {
  private Ratios() {}

  /**
   * By how much of the control the treatment is above it: 0.1 is ten per cent more. Infinitely
   * uncertain where the control is 0.
   */
  public static Estimate lift(Estimate control, Estimate treatment) {
    double ratio = treatment.value() / control.value();
    if (!Double.isFinite(ratio)) {
      return new Estimate(0, Double.POSITIVE_INFINITY);
    }
    double error =
        Math.hypot(treatment.error() / control.value(), ratio * control.error() / control.value());
    return new Estimate(ratio - 1, error);
  }

  /**
   * What is known of two figures that each session has.
   *
   * @param covariance of the two in one session
   */
  public record Pair(Moments upper, Moments lower, double covariance) {
    public Pair {
      if (upper.sessions() != lower.sessions()) {
        throw new IllegalArgumentException(
            "both figures are of the same sessions; got "
                + upper.sessions()
                + " and "
                + lower.sessions());
      }
    }
  }

  /** The mean of the one by the mean of the other, where both are of the same sessions. */
  public static Estimate ratio(Pair pair) {
    double below = pair.lower().mean();
    double ratio = pair.upper().mean() / below;
    double variance =
        (pair.upper().variance()
                - 2 * ratio * pair.covariance()
                + ratio * ratio * pair.lower().variance())
            / (below * below)
            / pair.upper().sessions();
    return new Estimate(ratio, Math.sqrt(Math.max(0, variance)));
  }

  /**
   * The logarithm of the risk ratio of a treatment to its control; where a cell is empty, half a
   * session is added to each of the four.
   */
  public static Estimate logRiskRatio(Rate control, Rate treatment) {
    boolean empty =
        control.successes() == 0
            || treatment.successes() == 0
            || control.successes() == control.sessions()
            || treatment.successes() == treatment.sessions();
    double more = empty ? 0.5 : 0;
    Rate one = new Rate(control.sessions() + 2 * more, control.successes() + more);
    Rate other = new Rate(treatment.sessions() + 2 * more, treatment.successes() + more);
    double variance =
        1 / other.successes() - 1 / other.sessions() + 1 / one.successes() - 1 / one.sessions();
    return new Estimate(Math.log(other.value() / one.value()), Math.sqrt(variance));
  }
}
