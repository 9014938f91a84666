package dev.mien.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.check.CheckLimits;
import org.junit.jupiter.api.Test;

class DrawsLimitTest {
  /** The checker grants a session's state room for so many. */
  @Test
  void asManyAssignmentsAreKeptAsTheCheckerCountsOn() {
    assertEquals(CheckLimits.ASSIGNMENTS_MAX, Draws.KEPT_MAX);
  }
}
