package dev.mien.engine;

import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.signal.Notice;
import java.util.List;

/** What a preview shows: every segment and every slot of an edition. */
public record Preview(
    Mode mode, List<SegmentWhy> segments, List<SlotDecision> decisions, List<Notice> notices) {
  public Preview {
    segments = List.copyOf(segments);
    decisions = List.copyOf(decisions);
    notices = List.copyOf(notices);
  }
}
