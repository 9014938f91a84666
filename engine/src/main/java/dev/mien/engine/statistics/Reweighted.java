package dev.mien.engine.statistics;

/**
 * What a policy would have earned, from what was drawn under another one: sums over decisions,
 * which add up in any order. Nothing here says whether they suffice.
 *
 * <p>A decision weighs by how likely the policy makes its arm by how likely it was when it was
 * drawn. The estimates are those of D. Horvitz and D. Thompson (1952) and of M. Dudík, J. Langford
 * and L. Li (Doubly Robust Policy Evaluation, 2011).
 */
public record Reweighted(
    double decisions,
    double weights,
    double squaredWeights,
    double earned,
    double squaredEarned,
    double weightedEarned,
    double modelled,
    double corrected,
    double doublyRobust,
    double squaredDoublyRobust,
    double greatestWeight) {
  /** No decision. */
  public static final Reweighted NONE = new Reweighted(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Decisions that are alike.
   *
   * @param weight the policy's chance of the arm by the chance it was drawn with
   * @param reward what it earned
   * @param expected what a model expects of the arm; 0 without one
   * @param policy what the model expects of the policy: over all arms; 0 without one
   */
  public record Decision(double weight, double reward, double expected, double policy) {}

  /** With this decision, so many times. */
  public Reweighted plus(Decision drawn, double times) {
    double earning = drawn.weight * drawn.reward;
    double correction = drawn.weight * (drawn.reward - drawn.expected);
    double robust = drawn.policy + correction;
    return plus(
        new Reweighted(
            times,
            times * drawn.weight,
            times * drawn.weight * drawn.weight,
            times * earning,
            times * earning * earning,
            times * drawn.weight * earning,
            times * drawn.policy,
            times * correction,
            times * robust,
            times * robust * robust,
            times > 0 ? drawn.weight : 0));
  }

  /** Both together. */
  public Reweighted plus(Reweighted other) {
    return new Reweighted(
        decisions + other.decisions,
        weights + other.weights,
        squaredWeights + other.squaredWeights,
        earned + other.earned,
        squaredEarned + other.squaredEarned,
        weightedEarned + other.weightedEarned,
        modelled + other.modelled,
        corrected + other.corrected,
        doublyRobust + other.doublyRobust,
        squaredDoublyRobust + other.squaredDoublyRobust,
        Math.max(greatestWeight, other.greatestWeight));
  }

  /** By plain weights: unbiased, and wild where weights are. */
  public Estimate ips() {
    return mean(earned, squaredEarned);
  }

  /** By weights that are brought to add up: a little biased, and mostly closer. */
  public Estimate snips() {
    double value = earned / weights;
    double squares = squaredEarned - 2 * value * weightedEarned + value * value * squaredWeights;
    return new Estimate(value, Math.sqrt(Math.max(0, squares)) / weights);
  }

  /** What the model alone says. */
  public double direct() {
    return modelled / decisions;
  }

  /** The model, corrected by what it missed: right if the weights or the model are. */
  public Estimate robust() {
    return mean(doublyRobust, squaredDoublyRobust);
  }

  /** The same by weights that are brought to add up. */
  public double selfNormalisedRobust() {
    return direct() + corrected / weights;
  }

  private Estimate mean(double sum, double squares) {
    double mean = sum / decisions;
    double spread = Math.max(0, squares / decisions - mean * mean);
    return new Estimate(mean, Math.sqrt(spread / Math.max(1, decisions - 1)));
  }

  /** How many decisions of equal weight it is worth. */
  public double effective() {
    return squaredWeights == 0 ? 0 : weights * weights / squaredWeights;
  }

  /** About 1 where the chances that were logged are true. */
  public double meanWeight() {
    return decisions == 0 ? 0 : weights / decisions;
  }
}
