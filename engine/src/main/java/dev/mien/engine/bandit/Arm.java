package dev.mien.engine.bandit;

/**
 * What one arm has shown so far. Not whole numbers, for counts may be discounted by age.
 *
 * @param sessions sessions that were shown the arm
 * @param successes those of them that reached the goal. Never more than {@code sessions}: where the
 *     node that saw the success was heard before the one that saw the exposure, the surplus is left
 *     out until the exposure is told
 */
public record Arm(double sessions, double successes) {
  /** Nothing has been seen. */
  public static final Arm UNSEEN = new Arm(0, 0);

  /**
   * @throws IllegalArgumentException if a count is negative or not finite
   */
  public Arm {
    check("sessions", sessions);
    check("successes", successes);
    successes = Math.min(successes, sessions);
  }

  private static void check(String name, double count) {
    if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be a count of 0 or more; got " + count);
    }
  }

  /** Both arms' counts together. */
  public Arm plus(Arm other) {
    return new Arm(sessions + other.sessions, successes + other.successes);
  }

  /** These counts, each of the given worth. */
  public Arm times(double worth) {
    return new Arm(sessions * worth, successes * worth);
  }
}
