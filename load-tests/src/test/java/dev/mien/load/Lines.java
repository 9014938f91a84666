package dev.mien.load;

import dev.mien.load.Recorder.Window;
import java.util.Locale;

/** How windows are printed. */
final class Lines {
  private Lines() {}

  /** How many calls there were, how long they took, and how many came to nothing. */
  static String of(Window window) {
    return String.format(
        Locale.ROOT,
        "%,d calls, p50 %s, p95 %s, p99 %s, %.2f %% failed",
        window.due(),
        millis(window.percentileMillis(50)),
        millis(window.percentileMillis(95)),
        millis(window.percentileMillis(99)),
        window.failedPercent());
  }

  static String millis(double millis) {
    return Double.isInfinite(millis)
        ? "not answered"
        : String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
  }
}
