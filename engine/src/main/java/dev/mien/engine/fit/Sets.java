package dev.mien.engine.fit;

import java.util.SplittableRandom;

/**
 * Sessions in three parts: what is learned from, what probabilities are brought to level on, and
 * what is judged by, which nothing else may see.
 *
 * @param calibrating may be empty; then nothing is brought to level
 */
public record Sets(Patterns fitted, Patterns calibrating, Patterns heldOut) {
  /** The least sessions that probabilities are brought to level on. */
  public static final int CALIBRATING_MIN = 1_000;

  /** The least of them with the outcome. */
  public static final int CALIBRATING_POSITIVES_MIN = 100;

  private static final double CALIBRATING = 0.15;

  public Sets {
    if (!fitted.columns().equals(heldOut.columns())
        || !fitted.columns().equals(calibrating.columns())) {
      throw new IllegalArgumentException("the parts are of different columns");
    }
  }

  /**
   * Draws what is held out, and of the rest what is calibrated on, if that is enough to.
   *
   * @param heldOut the share, above 0 and below 1
   * @param seed of the draws, which are the same for the same patterns
   */
  public static Sets drawn(Patterns patterns, double heldOut, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Patterns.Parts parts = patterns.split(heldOut, random);
    return of(parts.fitted(), parts.heldOut(), seed);
  }

  /** Judges by {@code heldOut}, and draws what is calibrated on from {@code rest}. */
  public static Sets of(Patterns rest, Patterns heldOut, long seed) {
    Patterns.Parts parts = rest.split(CALIBRATING, new SplittableRandom(~seed));
    return isEnough(parts.heldOut())
        ? new Sets(parts.fitted(), parts.heldOut(), heldOut)
        : new Sets(rest, new Patterns.Counter(rest.columns()).patterns(), heldOut);
  }

  private static boolean isEnough(Patterns patterns) {
    return patterns.sessions() >= CALIBRATING_MIN
        && patterns.positives() >= CALIBRATING_POSITIVES_MIN;
  }

  /** The same sessions without what one column says of them. */
  Sets without(String column) {
    return new Sets(fitted.without(column), calibrating.without(column), heldOut.without(column));
  }
}
