package dev.mien.engine.statistics;

/**
 * How much of alpha may have been spent once a share of the planned information is in (K. K. G.
 * Lan, D. L. DeMets, Biometrika 70, 1983).
 */
@FunctionalInterface
public interface Spending {
  /** From 0 at 0 to all of alpha at 1, both sides together. */
  double spent(double share);

  /**
   * Like O'Brien and Fleming's bounds, which spend next to nothing early: {@code alpha} is of both
   * sides, each of which spends its half by the formula of one side, as gsDesign and the textbooks
   * have it.
   */
  static Spending obrienFleming(double alpha) {
    double z = Tails.normalQuantile(alpha / 4);
    return share -> share <= 0 ? 0 : 4 * Tails.normal(z / Math.sqrt(Math.min(1, share)));
  }

  /** The same by the formula as it was first given, over both sides at once: spends more early. */
  static Spending obrienFlemingOfBoth(double alpha) {
    double z = Tails.normalQuantile(alpha / 2);
    return share -> share <= 0 ? 0 : 2 * Tails.normal(z / Math.sqrt(Math.min(1, share)));
  }

  /** Like Pocock's bounds, which are the same at every look. */
  static Spending pocock(double alpha) {
    return share -> alpha * Math.log1p((Math.E - 1) * Math.clamp(share, 0, 1));
  }
}
