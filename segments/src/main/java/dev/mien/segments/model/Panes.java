package dev.mien.segments.model;

import java.time.Duration;

/**
 * How a window forgets: in {@value #COUNT} panes of equal length. An event counts until its pane
 * has left the window, so never longer than the window and for at least seven eighths of it. This
 * keeps the state of a measure bounded, whatever its cap, and coarser than a list of times.
 */
public final class Panes {
  public static final int COUNT = 8;

  /** The shortest window: a pane is at least one second. */
  public static final Duration WINDOW_MIN = Duration.ofSeconds(COUNT);

  /** The longest window: no session lives longer. */
  public static final Duration WINDOW_MAX = Duration.ofDays(1);

  private Panes() {}

  /**
   * The length of one pane in seconds, at least 1; windows are whole multiples of it or shorter.
   */
  public static long seconds(Duration window) {
    return Math.max(1, window.toSeconds() / COUNT);
  }

  /** The number of the pane that a moment lies in. */
  public static long number(Duration window, long epochSecond) {
    return Math.floorDiv(epochSecond, seconds(window));
  }
}
