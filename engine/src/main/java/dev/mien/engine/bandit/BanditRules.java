package dev.mien.engine.bandit;

import java.time.Duration;

/**
 * How a bandit goes about its counts.
 *
 * @param floor the least weight of an arm, from 0 to 1
 * @param perDay what is left of a count after a day, above 0 and at most 1
 * @param enough how many sessions each arm must have been shown to, in all segments together,
 *     before weights move; until then the planned weights hold
 * @param window the longest time between an exposure and a success that is credited to it; an hour
 *     is told once its last window has closed
 */
public record BanditRules(double floor, double perDay, long enough, Duration window) {
  /** How many sessions each arm must have been shown to, where nothing else is said. */
  public static final long ENOUGH = 100;

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public BanditRules {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be between 0 and 1; got " + floor);
    }
    if (!(perDay > 0 && perDay <= 1)) {
      throw new IllegalArgumentException("perDay must be above 0 and at most 1; got " + perDay);
    }
    if (enough < 0) {
      throw new IllegalArgumentException("enough must be 0 or more; got " + enough);
    }
    if (window.isNegative()) {
      throw new IllegalArgumentException("window must not be negative; got " + window);
    }
  }

  /** The rules where nothing is said but a floor and a window. */
  public static BanditRules of(double floor, Duration window) {
    return new BanditRules(floor, Discount.PER_DAY, ENOUGH, window);
  }
}
