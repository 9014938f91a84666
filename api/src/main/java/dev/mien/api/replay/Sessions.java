package dev.mien.api.replay;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions whose rows may go on: each with the capsule that its next row carries. A session
 * whose time has run out by the synthetic clock is over, and is counted then.
 */
final class Sessions {
  /** How many ended sessions are remembered, so as to tell when one of them begins again. */
  static final int ENDED_MAX = 1_000_000;

  /** The key of a session that is one row alone. */
  static final String UNNAMED = "";

  private final Counts counts;
  private final Spectator spectator;
  private final Set<String> ended = new HashSet<>();
  // By last use, the longest unused first, so that what has run out is found at the front.
  private final Map<String, Live> live = new LinkedHashMap<>(1 << 10, 0.75f, true);

  Sessions(Counts counts, Spectator spectator) {
    this.counts = counts;
    this.spectator = spectator;
  }

  /** One session between two of its rows. */
  static final class Live {
    private final Spectator.Watch watch;
    private final BitSet ever = new BitSet();
    private BitSet last = new BitSet();
    private Optional<String> capsule = Optional.empty();
    private Instant expires = Instant.MIN;
    private double order = Double.NEGATIVE_INFINITY;

    private Live(Spectator.Watch watch) {
      this.watch = watch;
    }

    Spectator.Watch watch() {
      return watch;
    }

    Optional<String> capsule() {
      return capsule;
    }

    /** Whether {@code next} is no lower than the order of the row before. */
    boolean isInOrder(double next) {
      boolean inOrder = !(next < order);
      order = next;
      return inOrder;
    }

    /** A row was answered. */
    void answered(BitSet admitted, Optional<String> nextCapsule, Instant until) {
      last = admitted;
      ever.or(admitted);
      capsule = nextCapsule;
      expires = until;
    }
  }

  /** The session of {@code key}; a new one if none goes on at {@code now}. */
  Live at(String key, Instant now) {
    endThoseBefore(now);
    @Nullable Live found = live.get(key);
    if (found != null && found.expires.isAfter(now)) {
      return found;
    }
    if (found != null) {
      end(key);
    }
    if (ended.contains(key)) {
      counts.begunAgain();
    }
    Live begun = new Live(spectator.session());
    live.put(key, begun);
    return begun;
  }

  /** The session of {@code key} is over; if more rows of that key come, they begin it again. */
  void end(String key) {
    @Nullable Live over = live.remove(key);
    if (over != null) {
      count(key, over);
    }
  }

  /** The one row of a session that has no other is answered. */
  void endUnnamed() {
    @Nullable Live over = live.remove(UNNAMED);
    if (over != null) {
      counts.sessionEnded(over.last, over.ever);
      over.watch.ended();
    }
  }

  /** No row follows. */
  void endAll() {
    live.forEach(this::count);
    live.clear();
  }

  private void endThoseBefore(Instant now) {
    Iterator<Map.Entry<String, Live>> longestUnused = live.entrySet().iterator();
    while (longestUnused.hasNext()) {
      Map.Entry<String, Live> oldest = longestUnused.next();
      if (oldest.getValue().expires.isAfter(now)) {
        return;
      }
      longestUnused.remove();
      count(oldest.getKey(), oldest.getValue());
    }
  }

  private void count(String key, Live over) {
    counts.sessionEnded(over.last, over.ever);
    over.watch.ended();
    if (ended.size() < ENDED_MAX) {
      ended.add(key);
    }
  }
}
