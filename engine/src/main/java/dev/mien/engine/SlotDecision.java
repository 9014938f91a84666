package dev.mien.engine;

import dev.mien.engine.decision.Reason;
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
    Optional<Why> why) {}
