package dev.mien.segments.model;

import java.util.List;
import java.util.Optional;

/**
 * A named set of sessions: those for which any of its rules is true. A scored segment has one rule,
 * which is its score.
 *
 * @param title what people call it
 * @param rules at least one
 */
public record Segment(SegmentName name, String title, List<Rule> rules) {
  public Segment {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a segment has at least one rule");
    }
  }

  /** Its score, if it is a scored segment. */
  public Optional<Predicate.Scored> scored() {
    return rules.getFirst().predicate() instanceof Predicate.Scored scored
        ? Optional.of(scored)
        : Optional.empty();
  }

  /** The scored among {@code segments}, in their order, which is that of their places. */
  public static List<Predicate.Scored> scored(List<Segment> segments) {
    return segments.stream().flatMap(segment -> segment.scored().stream()).toList();
  }
}
