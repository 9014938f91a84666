package dev.mien.engine.bandit;

import java.util.List;

/**
 * The weights by which a bandit draws its arms: each arm as often as it is probable that it is the
 * best, and never less often than a floor, so that it is still found out when that has changed.
 *
 * <p>The same counts give the same weights, on every node.
 */
public final class Thompson {
  /** The least weight of an arm, where nothing else is said. */
  public static final double FLOOR = 0.01;

  private Thompson() {}

  /**
   * For each segment the weights of its arms, which add up to 1.
   *
   * @param segments the counts by segment and arm: all segments have the same arms
   * @param floor the least weight of an arm; where there are so many arms that it cannot be kept,
   *     all are drawn alike
   * @throws IllegalArgumentException if there is no segment or no arm, segments have different
   *     numbers of arms, or the floor is not between 0 and 1
   */
  public static double[][] weights(List<List<Arm>> segments, double floor) {
    check(segments, floor);
    double[][] weights = new double[segments.size()][];
    List<List<Posterior>> believed = Pooling.posteriors(segments);
    for (int s = 0; s < weights.length; s++) {
      weights[s] = raised(BestArm.probabilities(believed.get(s)), floor);
    }
    return weights;
  }

  /**
   * These shares with a floor under each: floor + (1 - n floor) share. Their order is kept, which
   * cutting off and scaling anew would not do.
   */
  static double[] raised(double[] shares, double floor) {
    double least = Math.min(floor, 1.0 / shares.length);
    double[] raised = new double[shares.length];
    for (int a = 0; a < shares.length; a++) {
      raised[a] = least + (1 - shares.length * least) * shares[a];
    }
    return raised;
  }

  private static void check(List<List<Arm>> segments, double floor) {
    if (segments.isEmpty() || segments.getFirst().isEmpty()) {
      throw new IllegalArgumentException("there must be a segment with an arm; got " + segments);
    }
    int arms = segments.getFirst().size();
    for (List<Arm> segment : segments) {
      if (segment.size() != arms) {
        throw new IllegalArgumentException(
            "all segments must have the same arms; got " + arms + " and " + segment.size());
      }
    }
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be between 0 and 1; got " + floor);
    }
  }
}
