package dev.mien.engine.workspace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When something was changed, and by whom.
 *
 * @param at to the millisecond
 */
public record Change(Instant at, Actor by) {
  public Change {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
