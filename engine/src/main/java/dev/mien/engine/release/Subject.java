package dev.mien.engine.release;

import dev.mien.engine.counts.Cell;

/** What one released number is about. */
public sealed interface Subject {
  /** How often a slot was decided in this way. */
  record Way(Cell cell) implements Subject {}

  /** How many tokens a segment has met. */
  record Segment(String name) implements Subject {}

  /** How many tokens a goal has met. */
  record Goal(String event) implements Subject {}

  /** How many tokens an edition has met at all. */
  record Sessions() implements Subject {}

  /**
   * How many tokens a segment of a draft has met.
   *
   * @param segment what it is known by across editions
   */
  record Shadow(String segment) implements Subject {}

  /**
   * How many tokens a segment of a draft, or one in force, or both have met. From it and the
   * numbers of each follows how many sessions are in both.
   *
   * @param segment what that of the draft is known by
   * @param other what that in force is known by
   */
  record Either(String segment, String other) implements Subject {}
}
