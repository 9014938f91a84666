package dev.mien.engine.crowd;

import java.time.Instant;

/**
 * What one set of tokens is of: the sessions that began in one hour and were given a combination,
 * or refused it.
 *
 * @param hour since the epoch
 */
public record CrowdKey(Combination combination, long hour) {
  private static final long HOUR_SECONDS = 3_600;

  /** The hour an instant is in. */
  public static long hour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
  }
}
