package dev.mien.engine;

import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.signal.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a preview shows: every segment and every slot of an edition at the end of a visit, and the
 * requests that led there.
 *
 * @param steps one for each request, at least one
 */
public record Preview(
    Mode mode,
    List<SegmentWhy> segments,
    List<SlotDecision> decisions,
    List<Notice> notices,
    List<Step> steps) {
  public Preview {
    segments = List.copyOf(segments);
    decisions = List.copyOf(decisions);
    notices = List.copyOf(notices);
    steps = List.copyOf(steps);
  }

  /**
   * What one request of the visit changed.
   *
   * @param event what happened in it; nothing in the first
   * @param at how long after the first
   * @param entered the names of the segments that hold from now on
   * @param left the names of those that no longer hold
   * @param decisions of the slots that are decided otherwise than before; of all in the first
   */
  public record Step(
      Optional<String> event,
      Duration at,
      Mode mode,
      List<String> entered,
      List<String> left,
      List<SlotDecision> decisions) {
    public Step {
      entered = List.copyOf(entered);
      left = List.copyOf(left);
      decisions = List.copyOf(decisions);
    }
  }
}
