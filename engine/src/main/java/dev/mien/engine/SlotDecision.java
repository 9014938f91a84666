package dev.mien.engine;

import dev.mien.engine.explain.Why;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.model.Variant;
import java.util.Optional;

/**
 * What one slot shows.
 *
 * @param slot the name that was asked for
 * @param segment the driving segment of a match
 * @param variant what fills the slot; none where the slot is unknown
 * @param why present where it was asked for
 */
public record SlotDecision(
    String slot,
    Reason reason,
    Optional<SegmentName> segment,
    Optional<Variant> variant,
    Optional<Why> why) {
  /** Why a slot shows what it shows; the codes are part of the API and keep their meaning. */
  public enum Reason {
    MATCHED("matched"),
    FALLBACK("fallback"),
    HELD_OUT("held-out"),
    NO_CONSENT("no-consent"),
    TOO_FEW("too-few"),
    UNKNOWN_SLOT("unknown-slot");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
