package dev.mien.engine.counts;

import java.util.random.RandomGenerator;

/**
 * Who counted: one process, for some slots of one edition within one hour. Drawn at random for each
 * such stretch, so that a process that begins to count anew, after a restart or a leap of its
 * clock, never takes its new counts for its old ones. It tells nothing of the process.
 */
public record Source(long high, long low) {
  public static Source random(RandomGenerator random) {
    return new Source(random.nextLong(), random.nextLong());
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
