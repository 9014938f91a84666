package dev.mien.engine.counts;

import java.util.random.RandomGenerator;

/**
 * Who counted: one process, for some slots of one edition within one hour. Drawn at random for each
 * such stretch, so that a process that begins to count anew, after a restart or a leap of its
 * clock, never takes its new counts for its old ones. It tells nothing of the process.
 */
public record Source(long high, long low) {
  /**
   * All sources of a day that is over for long, added up. Nobody counts as it: two random numbers
   * are both 0 never.
   */
  public static final Source FOLDED = new Source(0, 0);

  private static final int HOURS_A_DAY = 24;

  public static Source random(RandomGenerator random) {
    return new Source(random.nextLong(), random.nextLong());
  }

  /**
   * Where a day (UTC) is folded to: its middle, so that on the whole nothing looks older than it
   * is.
   *
   * @param hour any of the day, since the epoch
   */
  public static long foldedHour(long hour) {
    return firstHour(hour) + HOURS_A_DAY / 2;
  }

  /** The first hour of a day, since the epoch. */
  public static long firstHour(long hour) {
    return hour - Math.floorMod(hour, HOURS_A_DAY);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }

  /**
   * The source that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static Source parse(String text) {
    if (text.length() != 32) {
      throw new IllegalArgumentException("a source has 32 digits; got " + text.length());
    }
    return new Source(
        Long.parseUnsignedLong(text.substring(0, 16), 16),
        Long.parseUnsignedLong(text.substring(16), 16));
  }
}
