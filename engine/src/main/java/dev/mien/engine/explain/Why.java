package dev.mien.engine.explain;

import dev.mien.segments.model.Truth;
import java.math.BigDecimal;
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

  /**
   * One rule, as its author wrote it, and its predicates.
   *
   * @param score what the points came to, where the rule is a score; its predicates are then the
   *     conditions, those that add most first
   */
  public record RuleWhy(
      String rule,
      String text,
      Truth truth,
      List<PredicateWhy> predicates,
      Optional<ScoreWhy> score) {
    public RuleWhy {
      predicates = List.copyOf(predicates);
    }

    /** A rule that is no score. */
    public RuleWhy(String rule, String text, Truth truth, List<PredicateWhy> predicates) {
      this(rule, text, truth, predicates, Optional.empty());
    }
  }

  /**
   * What points came to. Where something is withheld, the least and the greatest that they could.
   *
   * @param base what every session starts with, in log-odds
   * @param enough the probability that was needed of this session
   * @param stays whether that is less than of others, because it was in before
   */
  public record ScoreWhy(
      BigDecimal base,
      BigDecimal least,
      BigDecimal most,
      double leastProbability,
      double mostProbability,
      double enough,
      boolean stays) {}

  /**
   * One predicate in words.
   *
   * @param text such as {@code sale_views >= 3}
   * @param actual what the session holds, in words, such as {@code 2}, {@code not known} or {@code
   *     not permitted}
   * @param points what it adds where it is true, in log-odds, where it is a condition of a score
   */
  public record PredicateWhy(String text, Truth truth, String actual, Optional<BigDecimal> points) {
    /** One that is no condition of a score. */
    public PredicateWhy(String text, Truth truth, String actual) {
      this(text, truth, actual, Optional.empty());
    }
  }
}
