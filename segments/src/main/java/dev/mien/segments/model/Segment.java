package dev.mien.segments.model;

import java.util.List;

/**
 * A named set of sessions: those for which any of its rules is true.
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
}
