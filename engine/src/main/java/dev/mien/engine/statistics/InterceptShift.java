package dev.mien.engine.statistics;

/**
 * By how much all log-odds have to be shifted for as much to be expected as came: the prior-shift
 * correction where outcomes are known. What tells sessions apart stays as it is.
 */
public final class InterceptShift {
  private static final int STEPS_MAX = 100;
  private static final double STEP_MAX = 2;
  private static final double EXACT = 1e-12;

  private InterceptShift() {}

  /**
   * Newton's method in one unknown; what is expected rises with the shift.
   *
   * @param sessions of each of the log-odds; not negative
   * @param came in how many of all sessions it came true
   */
  public static double of(double[] logOdds, double[] sessions, double came) {
    double shift = 0;
    for (int step = 0; step < STEPS_MAX; step++) {
      double missing = came;
      double curvature = 0;
      for (int i = 0; i < logOdds.length; i++) {
        double share = Logistic.sigmoid(logOdds[i] + shift);
        missing -= sessions[i] * share;
        curvature += sessions[i] * share * (1 - share);
      }
      double move = Math.clamp(missing / Math.max(curvature, 1e-9), -STEP_MAX, STEP_MAX);
      shift += move;
      if (Math.abs(move) < EXACT) {
        break;
      }
    }
    return shift;
  }
}
