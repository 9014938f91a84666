package dev.mien.engine;

import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.signal.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a preview shows: every segment and every slot of an edition at the end of a visit, and the
 * requests that led there.
 *
 * @param segments without rules where these were not asked for
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

  /** Of which segments a preview shows the rules; of the others it says how they came out. */
  public sealed interface Explained {
    record All() implements Explained {}

    /** Those that hold at the end. */
    record Held() implements Explained {}

    record Named(Set<String> segments) implements Explained {
      public Named {
        segments = Set.copyOf(segments);
      }
    }
  }

  /**
   * What one request of the visit changed.
   *
   * @param event what happened in it; nothing in the first
   * @param at how long after the first
   * @param known what is known of attributes otherwise than before, in words; of all that is known
   *     in the first
   * @param entered the names of the segments that hold from now on
   * @param left the names of those that no longer hold
   * @param decisions of the slots that are decided otherwise than before; of all in the first
   */
  public record Step(
      Optional<String> event,
      Duration at,
      Mode mode,
      List<Known> known,
      List<String> entered,
      List<String> left,
      List<SlotDecision> decisions) {
    public Step {
      known = List.copyOf(known);
      entered = List.copyOf(entered);
      left = List.copyOf(left);
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * What is known of an attribute, in words.
   *
   * @param actual such as {@code 2}, {@code not known} or {@code not permitted}
   */
  public record Known(String attribute, String actual) {}
}
