package dev.mien.engine.counts;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Segment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this process counts for each segment of the edition in force. Each segment has
 * a bitmap with one bit for every token, and a session sets the bit of its token.
 *
 * <p>There are bitmaps for each hour in which sessions began, open in that hour and the next: a
 * session is counted in one hour only, for the segments it comes into until then. For any number of
 * threads; counting takes a few nanoseconds a segment, never waits, and allocates nothing.
 */
public final class ReachCounts {
  private static final int OPEN_HOURS = 2;

  /** One more than are open: others may have to be told of it. */
  private static final int HELD_HOURS = OPEN_HOURS + 1;

  private static final int WORDS = Bitmap.BITS / Long.SIZE;

  private final InstantSource clock;
  private volatile @Nullable Held held;

  public ReachCounts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Bitmaps of the latest hours.
   *
   * @param hours the running one first, and each the one before the last
   */
  private record Held(long edition, Model model, List<Bitmaps> hours) {
    long hour() {
      return hours.getFirst().hour;
    }

    static Held of(long edition, Model model, long hour, List<Bitmaps> earlier) {
      List<Bitmaps> hours = new ArrayList<>(HELD_HOURS);
      for (int back = 0; back < HELD_HOURS; back++) {
        long each = hour - back;
        hours.add(
            earlier.stream()
                .filter(bitmaps -> bitmaps.hour == each)
                .findFirst()
                .orElseGet(() -> new Bitmaps(edition, each, model)));
      }
      return new Held(edition, model, List.copyOf(hours));
    }
  }

  /**
   * Counts a session for the segments that hold for it.
   *
   * @param began the hour in which it began, since the epoch
   */
  public void count(long edition, Model model, Membership membership, long began, int token) {
    Held now = current(edition, model);
    long back = now.hour() - began;
    // A request may have begun before the last publication; it is counted for no edition.
    if (now.edition() == edition && back >= 0 && back < OPEN_HOURS) {
      Bitmaps open = now.hours().get((int) back);
      for (int segment = membership.next(0); segment >= 0; segment = membership.next(segment + 1)) {
        open.set(segment, token);
      }
    }
  }

  private long hour() {
    return clock.millis() / CountKey.HOUR_MILLIS;
  }

  private Held current(long edition, Model model) {
    Held now = held;
    return now != null && now.edition() == edition && now.hour() == hour()
        ? now
        : next(edition, model);
  }

  private synchronized Held next(long edition, Model model) {
    Held now = held;
    if (now == null || edition > now.edition()) {
      now = Held.of(edition, model, hour(), List.of());
    } else if (edition == now.edition() && now.hour() != hour()) {
      now = Held.of(edition, model, hour(), now.hours());
    }
    held = now;
    return now;
  }

  /** The keys of all segments of an edition that may still grow, or have just grown. */
  public Set<ReachKey> keys(long edition, Model model) {
    long hour = hour();
    Set<ReachKey> keys = HashSet.newHashSet(HELD_HOURS * model.segments().size());
    for (Segment segment : model.segments()) {
      for (int back = 0; back < HELD_HOURS; back++) {
        keys.add(new ReachKey(edition, hour - back, segment.name().text()));
      }
    }
    return keys;
  }

  /** What this process has counted; without what is empty. */
  Map<ReachKey, Bitmap> bitmaps() {
    Map<ReachKey, Bitmap> all = new HashMap<>();
    for (Bitmaps each : held()) {
      for (int i = 0; i < each.segments(); i++) {
        Bitmap bitmap = each.bitmap(i);
        if (bitmap.count() > 0) {
          all.put(each.key(i), bitmap);
        }
      }
    }
    return all;
  }

  List<Bitmaps> held() {
    Held now = held;
    return now == null ? List.of() : now.hours();
  }

  /** The bitmaps of the sessions that began in one hour, segment after segment. */
  static final class Bitmaps {
    private final long edition;
    private final long hour;
    private final Model model;
    private final AtomicLongArray words;

    /** One bit a segment: others have not been told all of it. */
    private final AtomicLongArray untold;

    private Bitmaps(long edition, long hour, Model model) {
      this.edition = edition;
      this.hour = hour;
      this.model = model;
      this.words = new AtomicLongArray(model.segments().size() * WORDS);
      this.untold = new AtomicLongArray(model.segments().size() / Long.SIZE + 1);
    }

    private void set(int segment, int token) {
      int word = segment * WORDS + (token >> 6);
      long mask = 1L << token;
      // Most sessions have been counted before, and reading is cheaper than writing.
      if ((words.get(word) & mask) == 0) {
        or(words, word, mask);
        tell(segment);
      }
    }

    private static void or(AtomicLongArray words, int word, long mask) {
      long before = words.get(word);
      while ((before & mask) != mask && !words.compareAndSet(word, before, before | mask)) {
        before = words.get(word);
      }
    }

    /** Others are to be told of a segment, again if need be. */
    void tell(int segment) {
      or(untold, segment >> 6, 1L << segment);
    }

    /** Whether others are to be told of a segment. */
    boolean isUntold(int segment) {
      return (untold.get(segment >> 6) & 1L << segment) != 0;
    }

    /** Others are being told of a segment. */
    void takeUntold(int segment) {
      untold.getAndUpdate(segment >> 6, word -> word & ~(1L << segment));
    }

    int segments() {
      return model.segments().size();
    }

    ReachKey key(int segment) {
      return new ReachKey(edition, hour, model.segments().get(segment).name().text());
    }

    Bitmap bitmap(int segment) {
      long[] copy = new long[WORDS];
      for (int i = 0; i < WORDS; i++) {
        copy[i] = words.get(segment * WORDS + i);
      }
      return Bitmap.of(copy);
    }
  }
}
