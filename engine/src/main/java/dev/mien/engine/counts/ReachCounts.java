package dev.mien.engine.counts;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Segment;
import java.time.Duration;
import java.time.InstantSource;
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
 * <p>Bitmaps come in generations of half the {@link #WINDOW}, which begin at the same instant on
 * all nodes: the one that runs, and the one before it. For any number of threads; counting takes a
 * few nanoseconds a segment, never waits, and allocates nothing.
 */
public final class ReachCounts {
  /** No count is older. */
  public static final Duration WINDOW = Duration.ofHours(24);

  private static final long GENERATION_MILLIS = WINDOW.dividedBy(2).toMillis();
  private static final int WORDS = Bitmap.BITS / Long.SIZE;

  private final InstantSource clock;
  private volatile @Nullable Bitmaps bitmaps;

  public ReachCounts(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a session for the segments that hold for it. */
  public void count(long edition, Model model, Membership membership, int token) {
    Bitmaps now = current(edition, model);
    // A request may have begun before the last publication; what it counts for is shown no more.
    if (now.edition == edition) {
      for (int segment = membership.next(0); segment >= 0; segment = membership.next(segment + 1)) {
        now.set(segment, token);
      }
    }
  }

  /** The generation that runs at an instant. */
  static long generation(long millis) {
    return millis / GENERATION_MILLIS;
  }

  private long generation() {
    return generation(clock.millis());
  }

  private Bitmaps current(long edition, Model model) {
    Bitmaps now = bitmaps;
    return now != null && now.edition == edition && now.generation == generation()
        ? now
        : next(edition, model);
  }

  private synchronized Bitmaps next(long edition, Model model) {
    Bitmaps now = bitmaps;
    long generation = generation();
    if (now == null || edition > now.edition) {
      now = new Bitmaps(edition, generation, model, null);
    } else if (edition == now.edition && generation != now.generation) {
      now = new Bitmaps(edition, generation, model, now.alone());
    }
    bitmaps = now;
    return now;
  }

  /** The keys of all segments of an edition that can be shown at this instant. */
  public Set<ReachKey> keys(long edition, Model model) {
    long generation = generation();
    Set<ReachKey> keys = HashSet.newHashSet(2 * model.segments().size());
    for (Segment segment : model.segments()) {
      keys.add(new ReachKey(edition, generation, segment.name().text()));
      keys.add(new ReachKey(edition, generation - 1, segment.name().text()));
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
    Bitmaps now = bitmaps;
    if (now == null) {
      return List.of();
    }
    return now.before == null ? List.of(now) : List.of(now, now.before);
  }

  /** The bitmaps of one generation, segment after segment. */
  static final class Bitmaps {
    private final long edition;
    private final long generation;
    private final Model model;
    private final AtomicLongArray words;

    /** One bit a segment: others have not been told all of it. */
    private final AtomicLongArray untold;

    private final @Nullable Bitmaps before;

    private Bitmaps(long edition, long generation, Model model, @Nullable Bitmaps before) {
      this(
          edition,
          generation,
          model,
          new AtomicLongArray(model.segments().size() * WORDS),
          new AtomicLongArray(model.segments().size() / Long.SIZE + 1),
          before);
    }

    private Bitmaps(
        long edition,
        long generation,
        Model model,
        AtomicLongArray words,
        AtomicLongArray untold,
        @Nullable Bitmaps before) {
      this.edition = edition;
      this.generation = generation;
      this.model = model;
      this.words = words;
      this.untold = untold;
      this.before = before;
    }

    /** The same bitmaps, without those before them. */
    private Bitmaps alone() {
      return new Bitmaps(edition, generation, model, words, untold, null);
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
      return new ReachKey(edition, generation, model.segments().get(segment).name().text());
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
