package dev.mien.engine.statistics;

/**
 * Boundaries that a sum of centred sub-Gaussian figures crosses at any time with at most the chance
 * alpha (S. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, Time-uniform, nonparametric, nonasymptotic
 * confidence sequences, Annals of Statistics 49, 2021). Exact for every number of sessions, and
 * wider than {@link AlwaysValid}. By the number of sessions they give the radius of a mean.
 */
public final class Boundaries {
  private Boundaries() {}

  /**
   * The stitched one, of one side: its equation 2.
   *
   * @param sessions at least 1; fewer are taken as 1
   * @param sigma of one figure; half the range of one that is bounded
   */
  public static double stitched(double sessions, double alpha, double sigma) {
    double time = Math.max(1, sessions);
    double log = Math.log(Math.log(2 * time)) + 0.72 * Math.log(5.2 / alpha);
    return 1.7 * sigma * Math.sqrt(time * log);
  }

  /**
   * The normal mixture, of both sides: its equation 14.
   *
   * @param rho about eight times smaller than the number of sessions it is to be tightest at
   */
  public static double normalMixture(double sessions, double rho, double alpha) {
    double both = sessions + rho;
    return Math.sqrt(both * Math.log(both / (rho * alpha * alpha)));
  }
}
