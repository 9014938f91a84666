package dev.mien.engine.release;

import dev.mien.engine.counts.Cell;

/** What one released number is about. */
public sealed interface Subject {
  /** How often a slot was decided in this way. */
  record Way(Cell cell) implements Subject {}

  /** How many tokens a segment has met. */
  record Segment(String name) implements Subject {}
}
