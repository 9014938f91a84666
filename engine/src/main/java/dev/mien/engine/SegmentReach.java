package dev.mien.engine;

import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import java.util.Optional;

/**
 * Counts distinct sessions per segment without telling sessions apart: each segment has a bitmap
 * with one bit for every token, and a session sets the bit of its token, which it shares with many
 * others. For any number of threads; counting takes a few nanoseconds a segment and never waits.
 */
public final class SegmentReach implements Tally {
  private final ReachCounts counts;

  public SegmentReach(ReachCounts counts) {
    this.counts = counts;
  }

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {
    Mark session = mark.orElse(null);
    if (session != null) {
      Edition edition = answer.edition();
      counts.count(edition.number(), edition.model(), membership, session.hour(), session.token());
    }
  }
}
