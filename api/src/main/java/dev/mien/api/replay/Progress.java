package dev.mien.api.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What is told on standard error while a replay runs: a bar that is redrawn on a terminal, a plain
 * line now and then elsewhere.
 */
public final class Progress {
  private static final int BAR_CELLS = 30;

  private final PrintWriter out;
  private final Surface surface;
  private final LongSupplier nanoTime;
  private long startedNanos;
  private long nextNanos;

  /** Where progress is shown, and how often. */
  public enum Surface {
    TERMINAL(Duration.ofMillis(200), Duration.ofMillis(200)),
    LINES(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final Duration first;
    private final Duration every;

    Surface(Duration first, Duration every) {
      this.first = first;
      this.every = every;
    }

    public static Surface ofStandardError() {
      return Terminal.isStandardError() ? TERMINAL : LINES;
    }
  }

  public Progress(PrintWriter out, Surface surface, LongSupplier nanoTime) {
    this.out = out;
    this.surface = surface;
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong();
    this.nextNanos = startedNanos + surface.first.toNanos();
  }

  /** The first row comes now: what took time before is not the replay's. */
  public void begin() {
    startedNanos = nanoTime.getAsLong();
    nextNanos = startedNanos + surface.first.toNanos();
  }

  /** So many rows and this share of the file are done; shown if it is time to. */
  void at(long rows, double share) {
    long now = nanoTime.getAsLong();
    if (isDue(now)) {
      show(share, words(rows, share, now - startedNanos));
    }
  }

  /** This share of something that is not rows is done; shown if it is time to. */
  public void at(String what, double share) {
    if (isDue(nanoTime.getAsLong())) {
      show(share, String.format(Locale.ROOT, "%3.0f %%  %s", share * 100, what));
    }
  }

  private boolean isDue(long now) {
    if (now - nextNanos < 0) {
      return false;
    }
    nextNanos = now + surface.every.toNanos();
    return true;
  }

  private void show(double share, String words) {
    switch (surface) {
      case TERMINAL -> {
        int full = (int) Math.round(share * BAR_CELLS);
        out.print(
            "\r[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "] " + words + "\u001b[K");
        out.flush();
      }
      case LINES -> {
        out.println(words);
        out.flush();
      }
    }
  }

  /** Nothing more is told; what stands on a terminal is wiped. */
  public void end() {
    if (surface == Surface.TERMINAL) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  /** How long the replay has taken so far. */
  Duration took() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
  }

  private static String words(long rows, double share, long nanos) {
    double seconds = Math.max(nanos / 1e9, 1e-9);
    String left = share <= 0 ? "" : ", " + span(seconds / share - seconds) + " left";
    return String.format(
        Locale.ROOT, "%3.0f %%  %,d rows, %,.0f rows/s%s", share * 100, rows, rows / seconds, left);
  }

  private static String span(double seconds) {
    Duration left = Duration.ofSeconds(Math.max(0, Math.round(seconds)));
    return left.toMinutes() > 0
        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
        : left.toSeconds() + " s";
  }
}
