package dev.mien.engine.counts;

/**
 * What one vector counts: decisions of one edition within one hour, by one source.
 *
 * @param hour since the epoch
 */
public record CountKey(Source source, long edition, long hour) {
  public static final long HOUR_MILLIS = 3_600_000;
}
