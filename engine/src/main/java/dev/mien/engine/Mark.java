package dev.mien.engine;

import dev.mien.engine.counts.CountKey;
import java.time.Instant;

/**
 * What counting may know of a session. Both stay what they are for as long as the session lasts, so
 * that it is counted in one place, whatever it does.
 *
 * @param token shared with many others
 * @param hour in which the session began, since the epoch
 */
public record Mark(int token, long hour) {
  static Mark of(int token, Instant startedAt) {
    return new Mark(token, Math.floorDiv(startedAt.toEpochMilli(), CountKey.HOUR_MILLIS));
  }
}
