package dev.mien.engine.crowd;

import java.time.Duration;

/**
 * When a crowd is enough.
 *
 * @param minimum k: fewer sessions never are; 1 is no gate at all
 * @param windowHours sessions that began in so many hours count, the one that runs included
 */
public record CrowdRule(int minimum, int windowHours) {
  public CrowdRule {
    if (minimum < 1 || windowHours < 1) {
      throw new IllegalArgumentException(
          "k is at least 1, a window at least 1 hour; got " + minimum + ", " + windowHours);
    }
  }

  public static CrowdRule of(int minimum, Duration window) {
    return new CrowdRule(minimum, Math.toIntExact(window.toHours()));
  }

  /** Whether nobody is asked. */
  public boolean isOff() {
    return minimum == 1;
  }

  /**
   * Whether sessions that began in {@code hour} count at {@code now}; clocks may differ a little.
   */
  boolean counts(long hour, long now) {
    return hour > now - windowHours && hour <= now + 1;
  }

  /** The stretch of one window's length that an hour is in, the same on all nodes. */
  long period(long hour) {
    return Math.floorDiv(hour, windowHours);
  }
}
