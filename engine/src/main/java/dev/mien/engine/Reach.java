package dev.mien.engine;

/** How many distinct sessions a segment covers, as far as that may leave the engine. */
public sealed interface Reach {
  /**
   * An estimate.
   *
   * @param sessions to two significant digits
   * @param margin the half-width of its 95 % interval, rounding included
   */
  record Estimated(long sessions, long margin) implements Reach {}

  /** So many that they can no longer be told apart: at least {@code sessions}. */
  record Many(long sessions) implements Reach {}

  /** Fewer than {@code minimum}: the number stays with the engine. */
  record Withheld(int minimum) implements Reach {}
}
