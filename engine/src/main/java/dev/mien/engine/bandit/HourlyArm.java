package dev.mien.engine.bandit;

/**
 * What one arm has shown to the sessions that were assigned to it within one hour.
 *
 * @param hour the hour of the decision, in hours since 1970 (UTC); successes that come later are
 *     counted here as well
 */
public record HourlyArm(long hour, long sessions, long successes) {
  /**
   * @throws IllegalArgumentException if a count is negative
   */
  public HourlyArm {
    if (sessions < 0 || successes < 0) {
      throw new IllegalArgumentException(
          "counts must be 0 or more; got " + sessions + " sessions, " + successes + " successes");
    }
  }
}
