package dev.mien.engine.bandit;

/**
 * A line of the log of draws: sessions that had the same arm drawn with the same probability.
 *
 * @param segment the position of the segment whose weights were drawn by
 * @param arm the position of the arm
 * @param propensity the probability with which the arm was drawn, as it was then
 * @param sessions sessions that were drawn so
 * @param successes those of them that reached the goal; never more than {@code sessions}, as in
 *     {@link Arm}
 */
public record Drawn(int segment, int arm, double propensity, double sessions, double successes) {
  /**
   * @throws IllegalArgumentException if a position or count is negative or not finite, or the
   *     propensity is not above 0 and at most 1
   */
  public Drawn {
    if (segment < 0 || arm < 0) {
      throw new IllegalArgumentException(
          "positions must be 0 or more; got segment " + segment + ", arm " + arm);
    }
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException(
          "what was drawn had a probability above 0 and at most 1; got " + propensity);
    }
    successes = new Arm(sessions, successes).successes();
  }
}
