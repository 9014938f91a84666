package dev.mien.engine.session;

import dev.mien.segments.model.Panes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What still counts at a moment. Moments are whole seconds of the epoch. */
final class Windows {
  private Windows() {}

  /** Whether {@code since} is younger than the window; once it is as old, it is out. */
  static boolean hold(Optional<Duration> window, long since, long now) {
    return window.isEmpty() || now - since < window.get().toSeconds();
  }

  /** The total of the panes that have not left the window. */
  static int total(Held.Windowed held, Duration window, long now) {
    long oldest = Panes.number(window, now) - Panes.COUNT + 1;
    int total = 0;
    for (int i = 0; i < held.totals().size() && held.newest() - i >= oldest; i++) {
      total += held.totals().get(i);
    }
    return total;
  }

  /** No panes yet. */
  static Held.Windowed none(int attributeId, Duration window, long now) {
    return new Held.Windowed(
        attributeId, now, Panes.number(window, now), Collections.nCopies(Panes.COUNT, 0));
  }

  /** These panes with {@code more} in the one of {@code now}, which holds at most {@code cap}. */
  static Held.Windowed plus(Held.Windowed held, long pane, int more, int cap) {
    long newest = Math.max(pane, held.newest());
    Integer[] totals = new Integer[Panes.COUNT];
    Arrays.fill(totals, 0);
    for (int i = 0; i < held.totals().size(); i++) {
      put(totals, newest - held.newest() + i, held.totals().get(i));
    }
    long place = newest - pane;
    if (place < Panes.COUNT) {
      put(totals, place, Math.min(cap, totals[(int) place] + more));
    }
    return new Held.Windowed(held.attributeId(), held.since(), newest, List.of(totals));
  }

  private static void put(Integer[] totals, long place, int total) {
    if (place < totals.length) {
      totals[(int) place] = total;
    }
  }
}
