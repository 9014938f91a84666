package dev.mien.segments.model;

/**
 * That the weights of an offer's variants follow what sessions did.
 *
 * @param goal the position of the event that counts as success
 * @param floorBasisPoints the least share of each variant, of 10,000
 */
public record Learning(int goal, By by, int floorBasisPoints) {
  /** The least share of a variant where nobody says one: one in a hundred. */
  public static final int FLOOR_DEFAULT = 100;

  /** Outcomes are counted for the goals that a schema declares first, so many of them. */
  public static final int GOALS_MAX = 14;

  private static final int WHOLE_BASIS_POINTS = 10_000;

  /** What is done with what is learned. */
  public enum By {
    /** It decides how often each variant is drawn. */
    BANDIT,
    /** It is shown, and variants are drawn by the weights that were written. */
    APPRENTICE
  }

  public Learning {
    if (floorBasisPoints < 0 || floorBasisPoints > WHOLE_BASIS_POINTS) {
      throw new IllegalArgumentException(
          "a floor is 0 to " + WHOLE_BASIS_POINTS + "; got " + floorBasisPoints);
    }
  }
}
