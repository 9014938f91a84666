package dev.mien.engine.outcome;

import java.util.HashMap;
import java.util.Map;

/**
 * What was counted of one arm. Exact: it leaves only as it is released, or above a threshold.
 *
 * @param sessions that were shown it, each in the hour in which it was for the first time
 * @param reached by goal, those of them that reached it while the arm was what the slot showed last
 * @param standsForBasisPoints the sum, over the sessions that were drawn by what was learned, of 1
 *     by the probability they were drawn with, in ten-thousandths: what they stand for where
 *     another way to draw is asked about. Of probabilities themselves a sum would not tell that,
 *     once they have moved within an hour
 */
public record Outcome(long sessions, Map<String, Long> reached, long standsForBasisPoints) {
  static final Outcome NONE = new Outcome(0, Map.of(), 0);

  public Outcome {
    reached = Map.copyOf(reached);
  }

  /** Both together. */
  public Outcome plus(Outcome other) {
    Map<String, Long> both = new HashMap<>(reached);
    other.reached.forEach((goal, more) -> both.merge(goal, more, Long::sum));
    return new Outcome(
        sessions + other.sessions, both, standsForBasisPoints + other.standsForBasisPoints);
  }

  /** How many sessions reached a goal. */
  public long reached(String goal) {
    return reached.getOrDefault(goal, 0L);
  }
}
