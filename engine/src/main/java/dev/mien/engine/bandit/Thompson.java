package dev.mien.engine.bandit;

import dev.mien.engine.statistics.BestArm;
import dev.mien.engine.statistics.BetaLaw;
import java.util.Arrays;
import java.util.List;

/**
 * The weights by which a bandit draws its arms. Thompson sampling draws each arm as often as it is
 * probable that it is the best. That looks longer at arms that are probably worse than a campaign
 * of some weeks can repay, so here an arm is served when two draws agree on it: its weight is the
 * square of that probability, scaled to add up to 1. A floor is put under each, so that an arm is
 * still found out when it has become the best.
 *
 * <p>Measured: among ten arms with rates of .5 and nine times .4, two draws lose 119 successes in
 * 20,000 sessions where one draw loses 196, and three have runs that lose 2,000; on 400 tests of
 * headlines with four arms and a floor of 1 %, two draws lose 0.32 of what uniform draws lose, and
 * one 0.36.
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
    return weightsOf(best(segments), floor);
  }

  /** The weights for arms that are probably the best to this degree. */
  static double[][] weightsOf(double[][] best, double floor) {
    return Arrays.stream(best).map(each -> raised(agreed(each), floor)).toArray(double[][]::new);
  }

  /** How probable it is, for each segment and arm, that the arm is the segment's best. */
  public static double[][] best(List<List<Arm>> segments) {
    check(segments, 0);
    return Pooling.posteriors(segments).stream()
        .map(BestArm::probabilities)
        .toArray(double[][]::new);
  }

  /** What is believed of each segment's arms, after pooling. */
  public static List<List<BetaLaw>> beliefs(List<List<Arm>> segments) {
    check(segments, 0);
    return Pooling.posteriors(segments);
  }

  /** Which arm two draws agree on, given that they agree. */
  static double[] agreed(double[] shares) {
    double sum = 0;
    for (double each : shares) {
      sum += each * each;
    }
    double[] agreed = new double[shares.length];
    for (int a = 0; a < shares.length; a++) {
      agreed[a] = shares[a] * shares[a] / sum;
    }
    return agreed;
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
    checkFloor(floor);
  }

  private static void checkFloor(double floor) {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be between 0 and 1; got " + floor);
    }
  }
}
