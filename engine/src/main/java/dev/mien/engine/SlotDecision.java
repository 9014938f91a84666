package dev.mien.engine;

import dev.mien.engine.decision.Decision;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.explain.Why;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.model.Variant;
import java.util.Optional;

/**
 * What one slot shows.
 *
 * @param slot the name that was asked for
 * @param position of the slot in the edition; -1 where it is unknown
 * @param segment the driving segment of a match
 * @param variant what fills the slot; none where the slot is unknown
 * @param why present where it was asked for
 */
public record SlotDecision(
    String slot,
    int position,
    Reason reason,
    Optional<SegmentName> segment,
    Optional<Variant> variant,
    Optional<Why> why) {

  /** A slot that the edition does not have. */
  static SlotDecision unknown(String slot) {
    return new SlotDecision(
        slot, -1, Reason.UNKNOWN_SLOT, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SlotDecision of(int position, Decision decision, Model model, Optional<Why> why) {
    Optional<SegmentName> segment =
        decision.segment().isPresent()
            ? Optional.of(model.segments().get(decision.segment().getAsInt()).name())
            : Optional.empty();
    return new SlotDecision(
        model.slots().get(position).name().text(),
        position,
        decision.reason(),
        segment,
        Optional.of(decision.variant()),
        why);
  }
}
