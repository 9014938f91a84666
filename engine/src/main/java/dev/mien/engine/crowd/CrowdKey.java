package dev.mien.engine.crowd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one set of tokens is of: the sessions that began in one hour and were given a combination,
 * or refused it.
 *
 * @param hour since the epoch
 */
public record CrowdKey(Combination combination, long hour) {
  /** The hour an instant is in. */
  public static long hour(Instant at) {
    return ChronoUnit.HOURS.between(Instant.EPOCH, at);
  }
}
