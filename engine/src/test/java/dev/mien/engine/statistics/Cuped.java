package dev.mien.engine.statistics;

/**
 * A difference of means with what was known before the assignment taken out (A. Deng, Y. Xu, R.
 * Kohavi, T. Walker, CUPED, WSDM 2013).
 *
 * @param theta how much of what was known is taken out: of both arms together
 * @param control the variance that is left in it, of one session
 * @param treatment the same
 * @param correlation of the figure with what was known: its square is the share that is saved
 */
public record Cuped(
    double theta,
    double rawDifference,
    double difference,
    double control,
    double treatment,
    double correlation) {

  /**
   * Sums over the sessions of one arm.
   *
   * @param x what was known before
   * @param y the figure
   */
  public record Sums(double sessions, double x, double y, double xx, double yy, double xy) {
    public Sums plus(Sums other) {
      return new Sums(
          sessions + other.sessions,
          x + other.x,
          y + other.y,
          xx + other.xx,
          yy + other.yy,
          xy + other.xy);
    }

    private double varianceOfX() {
      return (xx - x * x / sessions) / (sessions - 1);
    }

    private double varianceOfY() {
      return (yy - y * y / sessions) / (sessions - 1);
    }

    private double covariance() {
      return (xy - x * y / sessions) / (sessions - 1);
    }

    private double left(double theta) {
      return varianceOfY() - 2 * theta * covariance() + theta * theta * varianceOfX();
    }
  }

  public static Cuped of(Sums control, Sums treatment) {
    Sums both = control.plus(treatment);
    double theta = both.varianceOfX() == 0 ? 0 : both.covariance() / both.varianceOfX();
    double raw = treatment.y / treatment.sessions - control.y / control.sessions;
    double before = treatment.x / treatment.sessions - control.x / control.sessions;
    double correlation =
        theta == 0 ? 0 : both.covariance() / Math.sqrt(both.varianceOfX() * both.varianceOfY());
    return new Cuped(
        theta, raw, raw - theta * before, control.left(theta), treatment.left(theta), correlation);
  }
}
