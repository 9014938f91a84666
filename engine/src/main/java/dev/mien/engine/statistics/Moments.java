package dev.mien.engine.statistics;

/**
 * What is known of a figure each session has: how many sessions, its mean and its variance.
 *
 * @param variance of one session
 */
public record Moments(double sessions, double mean, double variance) {

  /** From sums, with the variance of a sample: squares by one less than there are sessions. */
  public static Moments ofSums(double sessions, double sum, double squares) {
    if (!(sessions > 1)) {
      throw new IllegalArgumentException("a variance takes two sessions; got " + sessions);
    }
    double mean = sum / sessions;
    return new Moments(sessions, mean, Math.max(0, squares - sum * mean) / (sessions - 1));
  }

  /** The mean, with its standard error. */
  public Estimate estimate() {
    return new Estimate(mean, Math.sqrt(variance / sessions));
  }
}
