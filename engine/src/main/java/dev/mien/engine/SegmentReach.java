package dev.mien.engine;

import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Counts distinct sessions per segment without telling sessions apart: each segment has a bitmap
 * with one bit for every token, and a session sets the bit of its token, which it shares with many
 * others. The bitmaps of all nodes together are one. The estimate is linear counting (K.-Y. Whang
 * and others, A linear-time probabilistic counting algorithm, ACM TODS 1990): of m bits with z
 * still clear, m ln(m / z) sessions have come.
 *
 * <p>For any number of threads; counting takes a few nanoseconds a segment and never waits.
 */
public final class SegmentReach implements Tally {
  /** Beyond so many set bits the estimate says little: about 12,000 sessions. */
  private static final int SET_MAX = Bitmap.BITS - Bitmap.BITS / 20;

  private final ReachCounts own;
  private final Counts counts;

  public SegmentReach(ReachCounts own, Counts counts) {
    this.own = own;
    this.counts = counts;
  }

  /** The reach of one segment. */
  public record Row(String segment, Reach reach) {}

  @Override
  public void decided(Answer.Decided answer, Membership membership, OptionalInt token) {
    if (token.isPresent()) {
      Edition edition = answer.edition();
      own.count(edition.number(), edition.model(), membership, token.getAsInt());
    }
  }

  /**
   * The reach of every segment of an edition, over all nodes; what is below {@code minimum} is
   * withheld. Blocks.
   */
  public Known<List<Row>> rows(Edition edition, int minimum) {
    Known<Map<ReachKey, Bitmap>> known = counts.reach(own.keys(edition.number(), edition.model()));
    Map<String, Bitmap> met = new HashMap<>();
    known.value().forEach((key, bitmap) -> met.merge(key.segment(), bitmap, Bitmap::join));
    List<Row> rows = new ArrayList<>(edition.model().segments().size());
    for (Segment segment : edition.model().segments()) {
      String name = segment.name().text();
      rows.add(new Row(name, reach(met.getOrDefault(name, Bitmap.EMPTY).count(), minimum)));
    }
    return new Known<>(rows, known.missing());
  }

  static Reach reach(int set, int minimum) {
    double sessions =
        Bitmap.BITS * Math.log((double) Bitmap.BITS / (Bitmap.BITS - Math.min(set, SET_MAX)));
    if (sessions < minimum) {
      return new Reach.Withheld(minimum);
    }
    if (set > SET_MAX) {
      return new Reach.Many(rounded(sessions));
    }
    // The standard error of linear counting, at a load of t sessions a bit.
    double load = sessions / Bitmap.BITS;
    double error = Math.sqrt(Bitmap.BITS * (Math.exp(load) - load - 1));
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
}
