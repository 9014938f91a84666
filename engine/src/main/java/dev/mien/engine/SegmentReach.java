package dev.mien.engine;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.Capsules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct sessions per segment without telling sessions apart: each segment has a bitmap
 * with one bit for every token, and a session sets the bit of its token, which it shares with many
 * others. The estimate is linear counting (K.-Y. Whang and others, A linear-time probabilistic
 * counting algorithm, ACM TODS 1990): of m bits with z still clear, m ln(m / z) sessions have come.
 *
 * <p>Bitmaps cover the edition in force, for at most {@link #WINDOW}: they come in two generations
 * of half that length, of which the older is let go. For any number of threads; counting takes a
 * few nanoseconds a segment and never waits.
 */
public final class SegmentReach implements Tally {
  /** No count is older. */
  public static final Duration WINDOW = Duration.ofHours(24);

  private static final long HALF_MILLIS = WINDOW.dividedBy(2).toMillis();

  private static final int BITS = 1 << Capsules.TOKEN_BITS;
  private static final int WORDS = BITS / Long.SIZE;

  /** Beyond so many set bits the estimate says little: about 12,000 sessions. */
  private static final int SET_MAX = BITS - BITS / 20;

  private final InstantSource clock;
  private volatile Bitmaps bitmaps = new Bitmaps(-1, 0, Long.MIN_VALUE, null);

  public SegmentReach(InstantSource clock) {
    this.clock = clock;
  }

  /** The reach of one segment. */
  public record Row(String segment, Reach reach) {}

  @Override
  public void decided(Answer.Decided answer, Membership membership, OptionalInt token) {
    if (token.isEmpty()) {
      return;
    }
    Bitmaps now = current(answer.edition());
    // A request may have begun before the last publication; what it counts for is gone.
    if (now.edition == answer.edition().number()) {
      int bit = token.getAsInt();
      membership.forEach(segment -> set(now.words, segment, bit));
    }
  }

  private static void set(AtomicLongArray words, int segment, int bit) {
    int word = segment * WORDS + (bit >> 6);
    long mask = 1L << bit;
    // Most sessions have been counted before, and reading is cheaper than writing.
    if ((words.get(word) & mask) == 0) {
      words.accumulateAndGet(word, mask, (before, more) -> before | more);
    }
  }

  private Bitmaps current(Edition edition) {
    Bitmaps now = bitmaps;
    return now.edition == edition.number() && clock.millis() < now.endsMillis ? now : next(edition);
  }

  private synchronized Bitmaps next(Edition edition) {
    Bitmaps now = bitmaps;
    long millis = clock.millis();
    boolean isNewer = edition.number() > now.edition;
    boolean isOver = edition.number() == now.edition && millis >= now.endsMillis;
    if (isNewer || isOver) {
      boolean goesOn = isOver && millis < now.endsMillis + HALF_MILLIS;
      bitmaps =
          new Bitmaps(
              edition.number(),
              edition.model().segments().size(),
              millis + HALF_MILLIS,
              goesOn ? now.words : null);
    }
    return bitmaps;
  }

  /** The reach of every segment of an edition; what is below {@code minimum} is withheld. */
  public List<Row> rows(Edition edition, int minimum) {
    Bitmaps now = current(edition);
    List<Row> rows = new ArrayList<>(edition.model().segments().size());
    for (int i = 0; i < edition.model().segments().size(); i++) {
      rows.add(
          new Row(edition.model().segments().get(i).name().text(), reach(now.set(i), minimum)));
    }
    return rows;
  }

  static Reach reach(int set, int minimum) {
    double sessions = BITS * Math.log((double) BITS / (BITS - Math.min(set, SET_MAX)));
    if (sessions < minimum) {
      return new Reach.Withheld(minimum);
    }
    if (set > SET_MAX) {
      return new Reach.Many(rounded(sessions));
    }
    // The standard error of linear counting, at a load of t sessions a bit.
    double load = sessions / BITS;
    double error = Math.sqrt(BITS * (Math.exp(load) - load - 1));
    long shown = rounded(sessions);
    return new Reach.Estimated(shown, (long) Math.ceil(1.96 * error + unit(shown) / 2.0));
  }

  private static long rounded(double sessions) {
    long unit = unit((long) sessions);
    return Math.round(sessions / unit) * unit;
  }

  private static long unit(long sessions) {
    long unit = 1;
    while (sessions / unit >= 100) {
      unit *= 10;
    }
    return unit;
  }

  /** Two generations of bitmaps, segment after segment. */
  private static final class Bitmaps {
    private final long edition;
    private final long endsMillis;
    private final AtomicLongArray words;
    private final @Nullable AtomicLongArray before;

    Bitmaps(long edition, int segments, long endsMillis, @Nullable AtomicLongArray before) {
      this.edition = edition;
      this.endsMillis = endsMillis;
      this.words = new AtomicLongArray(segments * WORDS);
      this.before = before;
    }

    int set(int segment) {
      int set = 0;
      for (int word = segment * WORDS; word < (segment + 1) * WORDS; word++) {
        set += Long.bitCount(words.get(word) | (before == null ? 0 : before.get(word)));
      }
      return set;
    }
  }
}
