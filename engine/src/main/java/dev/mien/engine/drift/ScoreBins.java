package dev.mien.engine.drift;

/**
 * The bins that sessions are counted in by a probability: fixed, so that counts of all hours and
 * nodes add up, and finer where goals are rare.
 *
 * <p>Of a bin nobody could say how much was expected of its sessions but to the width of the bin.
 * So each has two sides, its lower and its upper edge, and a session takes one of them by chance:
 * the upper the more often the nearer it is. Then the edges, each as often as it was taken, add up
 * to the probabilities themselves on average, and a session still counts in one place.
 */
public final class ScoreBins {
  private static final double[] EDGES = {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1};

  /** How many bins there are. */
  public static final int COUNT = EDGES.length - 1;

  /** How many places there are to count a session in: each side of each bin. */
  public static final int PLACES = 2 * COUNT;

  private ScoreBins() {}

  /** The lower edge of a bin. */
  public static double from(int bin) {
    return EDGES[bin];
  }

  /** The upper edge of a bin. */
  public static double until(int bin) {
    return EDGES[bin + 1];
  }

  /**
   * Where a session of this probability counts: twice its bin, and one more for the upper side.
   *
   * @param drawn evenly from 0 to 1, 1 not included
   */
  public static int place(double probability, double drawn) {
    int bin = 0;
    while (bin < COUNT - 1 && probability >= EDGES[bin + 1]) {
      bin++;
    }
    double along = (probability - EDGES[bin]) / (EDGES[bin + 1] - EDGES[bin]);
    return 2 * bin + (drawn < along ? 1 : 0);
  }

  /** The bin of a place. */
  public static int bin(int place) {
    return place / 2;
  }
}
