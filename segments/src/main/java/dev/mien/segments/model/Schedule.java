package dev.mien.segments.model;

import java.time.Instant;
import java.util.Optional;

/** When an offer is on: from one instant, inclusive, until another, exclusive; each may be open. */
public record Schedule(Optional<Instant> from, Optional<Instant> until) {
  public Schedule {
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException("a schedule ends after it starts");
    }
  }

  /** On at all times. */
  public static Schedule always() {
    return new Schedule(Optional.empty(), Optional.empty());
  }

  public boolean isOn(Instant now) {
    return from.map(start -> !now.isBefore(start)).orElse(true)
        && until.map(now::isBefore).orElse(true);
  }

  public boolean overlaps(Schedule other) {
    return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
  }

  private boolean startsBeforeEndOf(Schedule other) {
    return from.isEmpty() || other.until.isEmpty() || from.get().isBefore(other.until.get());
  }
}
