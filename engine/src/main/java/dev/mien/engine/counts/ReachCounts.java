package dev.mien.engine.counts;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Model;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * The sessions that this process counts for each segment of the edition in force. Each segment has
 * a bitmap with one bit for every token, and a session sets the bit of its token.
 *
 * <p>There are bitmaps for each hour in which sessions began, open in that hour and the next: a
 * session is counted in one hour only, for the segments it comes into until then. For any number of
 * threads; counting takes a few nanoseconds a segment, never waits, and allocates nothing.
 */
public final class ReachCounts {
  private final InstantSource clock;
  private final LatestHours hours;

  public ReachCounts(InstantSource clock) {
    this.clock = clock;
    this.hours =
        new LatestHours(
            clock,
            model -> model.segments().stream().map(segment -> segment.name().text()).toList());
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Counts a session for the segments that hold for it.
   *
   * @param began the hour in which it began, since the epoch
   */
  public void count(long edition, Model model, Membership membership, long began, int token) {
    Bitmaps open = hours.open(edition, model, began);
    if (open != null) {
      for (int segment = membership.next(0); segment >= 0; segment = membership.next(segment + 1)) {
        open.set(segment, token);
      }
    }
  }

  /** The keys of all segments of an edition that may still grow, or have just grown. */
  public Set<ReachKey> keys(long edition, Model model) {
    return hours.keys(edition, model);
  }

  List<Bitmaps> held() {
    return hours.held();
  }
}
