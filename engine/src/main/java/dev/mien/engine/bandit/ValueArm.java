package dev.mien.engine.bandit;

import java.util.List;

/**
 * What sessions that were shown one arm were worth, where a goal has a value and is not merely
 * reached: enough to know the mean and the variance, and nothing of a single session.
 *
 * @param sessions sessions that were shown the arm
 * @param sum the sum of their values
 * @param squares the sum of the squares of their values
 */
public record ValueArm(double sessions, double sum, double squares) {
  /** A distribution with less spread than this share of its greatest mean counts as this wide. */
  private static final double NARROWEST = 1e-9;

  /**
   * @throws IllegalArgumentException if a number is not finite, {@code sessions} or {@code squares}
   *     is negative, or there are values and no session
   */
  public ValueArm {
    if (!(sessions >= 0 && squares >= 0 && Double.isFinite(sessions + Math.abs(sum) + squares))) {
      throw new IllegalArgumentException(
          "sessions and squares must be 0 or more and all numbers finite; got %s, %s, %s"
              .formatted(sessions, sum, squares));
    }
    if (sessions == 0 && (sum != 0 || squares != 0)) {
      throw new IllegalArgumentException("no session, yet values; got a sum of " + sum);
    }
  }

  /** What is believed of an arm's mean: normal. */
  record Belief(double mean, double deviation) {}

  /**
   * What is believed of each arm's mean, taking the variance within arms as known. Before anything
   * is seen of an arm, it is believed to be as all are together, as firmly as one session would
   * make it.
   *
   * @throws IllegalArgumentException if there is no arm
   */
  static List<Belief> beliefs(List<ValueArm> arms) {
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one arm; got none");
    }
    double sessions = 0;
    double sum = 0;
    double within = 0;
    for (ValueArm each : arms) {
      sessions += each.sessions;
      sum += each.sum;
      within +=
          each.sessions == 0 ? 0 : Math.max(0, each.squares - each.sum * each.sum / each.sessions);
    }
    double centre = sessions == 0 ? 0 : sum / sessions;
    double narrowest = NARROWEST * Math.max(1, Math.abs(centre));
    double variance = Math.max(narrowest * narrowest, sessions == 0 ? 1 : within / sessions);
    return arms.stream()
        .map(
            each ->
                new Belief(
                    (centre + each.sum) / (1 + each.sessions),
                    Math.sqrt(variance / (1 + each.sessions))))
        .toList();
  }
}
