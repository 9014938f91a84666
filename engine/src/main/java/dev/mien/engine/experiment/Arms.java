package dev.mien.engine.experiment;

import java.util.List;

/**
 * What one experiment counted for one goal.
 *
 * @param arms at most one control in a segment; where none is named, its first variant is it
 */
public record Arms(String slot, String goal, Drawing drawing, List<ArmCounts> arms) {
  /** The most arms one read-out compares. */
  public static final int ARMS_MAX = 10_000;

  /** How the arms were drawn. */
  public enum Drawing {
    /** By weights that stayed. */
    FIXED,
    /** By a bandit, of which these are the sessions it drew by fixed weights. */
    EXPLORED,
    /** By a bandit, all sessions: their plain means are biased. */
    ADAPTIVE
  }

  public Arms {
    arms = List.copyOf(arms);
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("slot " + slot + ": an experiment has arms; got none");
    }
    if (arms.size() > ARMS_MAX) {
      throw new IllegalArgumentException(
          "slot " + slot + ": at most " + ARMS_MAX + " arms are compared; got " + arms.size());
    }
  }
}
