package dev.mien.engine.statistics;

/**
 * A bet against a mean of figures between 0 and 1: what the stake is worth is evidence, whenever it
 * is looked at (I. Waudby-Smith, A. Ramdas, Estimating means of bounded random variables by
 * betting, JRSS B, 2023).
 *
 * @param mean the one that is bet against
 * @param stake positive for a bet on more, negative for one on less
 */
public record Betting(double mean, double stake) {
  public Betting {
    if (!(mean > 0 && mean < 1)) {
      throw new IllegalArgumentException("the mean lies between 0 and 1; got " + mean);
    }
    if (!(stake >= -1 / (1 - mean) && stake <= 1 / mean)) {
      throw new IllegalArgumentException(
          "no more is staked than can be lost: from "
              + -1 / (1 - mean)
              + " to "
              + 1 / mean
              + "; got "
              + stake);
    }
  }

  /** What 1 has become after each figure. */
  public double[] path(double[] figures) {
    double[] path = new double[figures.length];
    double worth = 1;
    for (int at = 0; at < figures.length; at++) {
      if (!(figures[at] >= 0 && figures[at] <= 1)) {
        throw new IllegalArgumentException(
            "figures lie between 0 and 1; got " + figures[at] + " at " + at);
      }
      worth *= 1 + stake * (figures[at] - mean);
      path[at] = worth;
    }
    return path;
  }

  /** Whether it was worth enough at any time (J. Ville, 1939). */
  public static boolean rejects(double[] path, double alpha) {
    for (double worth : path) {
      if (worth >= 1 / alpha) {
        return true;
      }
    }
    return false;
  }
}
