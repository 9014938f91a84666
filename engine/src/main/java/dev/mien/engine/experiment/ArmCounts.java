package dev.mien.engine.experiment;

import java.util.OptionalDouble;

/**
 * What was counted of one arm in one segment.
 *
 * @param segment the driving segment at assignment: never what a session became later
 * @param weight the share of sessions it was planned to get, in any unit; of no concern where it is
 *     held out
 * @param sessions that were shown it; released ones carry noise and may be off by it
 * @param successes those of them that reached the goal
 * @param noiseVariance of each of the two numbers; 0 where they are exact
 * @param learned the share it would be drawn by, as was learned; none where nothing was, or where
 *     it is held out
 */
public record ArmCounts(
    Kind kind,
    String segment,
    String variant,
    double weight,
    double sessions,
    double successes,
    double noiseVariance,
    OptionalDouble learned) {

  /** What an arm is for. */
  public enum Kind {
    /** What the others are compared with. */
    CONTROL,
    VARIANT,
    /** Sessions that would have been shown something and were shown the fallback. */
    HELD_OUT
  }

  public ArmCounts {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "arm "
              + variant
              + " of segment "
              + segment
              + ": a weight is not negative; got "
              + weight);
    }
    if (!(noiseVariance >= 0 && noiseVariance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "arm "
              + variant
              + " of segment "
              + segment
              + ": a variance is not negative; got "
              + noiseVariance);
    }
    if (noiseVariance == 0 && !(successes >= 0 && successes <= sessions)) {
      throw new IllegalArgumentException(
          "arm "
              + variant
              + " of segment "
              + segment
              + ": sessions that reached the goal are some of those shown it; got "
              + successes
              + " of "
              + sessions);
    }
    if (learned.isPresent() && !(learned.getAsDouble() >= 0 && learned.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "arm "
              + variant
              + " of segment "
              + segment
              + ": a learned share is between 0 and 1; got "
              + learned.getAsDouble());
    }
    sessions = Math.max(0, sessions);
    successes = Math.clamp(successes, 0, sessions);
  }

  /** An arm of which nothing was learned. */
  public ArmCounts(
      Kind kind,
      String segment,
      String variant,
      double weight,
      double sessions,
      double successes,
      double noiseVariance) {
    this(
        kind, segment, variant, weight, sessions, successes, noiseVariance, OptionalDouble.empty());
  }

  /** The same arm, to be drawn by that share as was learned. */
  public ArmCounts withLearned(OptionalDouble share) {
    return new ArmCounts(kind, segment, variant, weight, sessions, successes, noiseVariance, share);
  }

  /** The same arm, with what was counted of another one. */
  ArmCounts plus(ArmCounts other) {
    return new ArmCounts(
        kind,
        segment,
        variant,
        weight + other.weight,
        sessions + other.sessions,
        successes + other.successes,
        noiseVariance + other.noiseVariance);
  }
}
