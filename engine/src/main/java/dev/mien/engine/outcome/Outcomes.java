package dev.mien.engine.outcome;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.VectorKeeper;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.outcome.ShownArm.Measure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What was counted of outcomes, wherever it is known. Reading blocks, for a second or two at the
 * most. Exact counts: they leave only as they are released, with noise, or above a threshold.
 */
public final class Outcomes {
  /** How long they are kept; a month later, a count is worth a thirtieth to what learns of it. */
  public static final Duration KEPT = Duration.ofDays(31);

  /**
   * After that nothing of an hour changes any more, and nobody tells of it: a session lasts a day
   * at the most, and what was told is remembered for 26 hours.
   */
  static final Duration SETTLED = Duration.ofHours(52);

  /** How they are kept: what is settled, by day, since what learns of them counts in days. */
  public static final VectorKeeper.Periods PERIODS = new VectorKeeper.Periods(SETTLED, KEPT);

  private final Vectors vectors;

  public Outcomes(Vectors vectors) {
    this.vectors = vectors;
  }

  /** What is known, by edition and hour. */
  public Known<Map<OutcomeHour, Map<ShownArm, Outcome>>> known(Asked asked) {
    Known<Map<CountKey, CountVector>> known = vectors.known(asked);
    return new Known<>(of(known.value()), known.missing());
  }

  /** The same as it was counted, by source: for what releases it. */
  public Known<Map<CountKey, CountVector>> vectors(Asked asked) {
    return vectors.known(asked);
  }

  /** What the vectors of all sources come to. */
  static Map<OutcomeHour, Map<ShownArm, Outcome>> of(Map<CountKey, CountVector> vectors) {
    Map<OutcomeHour, Map<ShownArm, Outcome>> hours = new HashMap<>();
    vectors.forEach(
        (key, vector) -> {
          Map<ShownArm, Outcome> arms =
              hours.computeIfAbsent(
                  new OutcomeHour(key.edition(), key.hour()), _ -> new HashMap<>());
          vector
              .counts()
              .forEach(
                  (cell, count) -> {
                    if (ScoredBin.of(cell).isEmpty()) {
                      ShownArm.Counted counted = ShownArm.of(cell);
                      arms.merge(counted.arm(), outcome(counted.measure(), count), Outcome::plus);
                    }
                  });
        });
    return hours;
  }

  private static Outcome outcome(Measure measure, long count) {
    return switch (measure) {
      case Measure.Sessions _ -> new Outcome(count, Map.of(), 0);
      case Measure.Reached(var goal) -> new Outcome(0, Map.of(goal, count), 0);
      case Measure.Propensity _ -> new Outcome(0, Map.of(), count);
    };
  }

  /** All hours of all editions together. */
  public static Map<ShownArm, Outcome> sum(Map<OutcomeHour, Map<ShownArm, Outcome>> hours) {
    Map<ShownArm, Outcome> sum = new HashMap<>();
    hours
        .values()
        .forEach(arms -> arms.forEach((arm, more) -> sum.merge(arm, more, Outcome::plus)));
    return sum;
  }
}
