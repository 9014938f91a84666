package dev.mien.engine.explain;

import dev.mien.segments.model.Truth;
import java.util.List;
import java.util.Optional;

/**
 * Why a slot was decided as it was, in words.
 *
 * @param matched the segment that held, with its rules
 * @param nearestMiss the segment that came closest to holding, where an offer before the one shown
 *     did not match
 * @param dropped the segment that would have driven the slot, had there been enough sessions that
 *     would have got the same response
 */
public record Why(
    Optional<SegmentWhy> matched, Optional<SegmentWhy> nearestMiss, Optional<String> dropped) {
  /**
   * One segment and how its rules came out.
   *
   * @param truth unknown where the visitor dropped it, however its rules came out
   * @param remark what else decided, in words
   */
  public record SegmentWhy(
      String segment, String title, Truth truth, List<RuleWhy> rules, Optional<String> remark) {
    public SegmentWhy {
      rules = List.copyOf(rules);
    }
  }

  /** One rule, as its author wrote it, and its predicates. */
  public record RuleWhy(String rule, String text, Truth truth, List<PredicateWhy> predicates) {
    public RuleWhy {
      predicates = List.copyOf(predicates);
    }
  }

  /**
   * One predicate in words.
   *
   * @param text such as {@code sale_views >= 3}
   * @param actual what the session holds, in words, such as {@code 2}, {@code not known} or {@code
   *     not permitted}
   */
  public record PredicateWhy(String text, Truth truth, String actual) {}
}
