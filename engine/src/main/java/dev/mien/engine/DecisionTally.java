package dev.mien.engine;

import dev.mien.engine.counts.Cells;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.LiveCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Variant;
import java.util.List;
import java.util.Optional;

/**
 * Counts decisions by slot, reason, driving segment and variant. For any number of threads; costs
 * an increment a slot, waits for nobody and allocates nothing.
 */
public final class DecisionTally implements Tally {
  private final DecisionCounts counts;

  public DecisionTally(DecisionCounts counts) {
    this.counts = counts;
  }

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {
    Edition edition = answer.edition();
    List<SlotDecision> decisions = answer.decisions();
    LiveCounts<Model, Cells> running = counts.running(edition.number(), edition.model());
    for (int i = 0; i < decisions.size(); i++) {
      SlotDecision decision = decisions.get(i);
      Variant variant = decision.variant().orElse(null);
      // A slot that the edition does not have is a name that a caller chose; none is kept.
      if (variant != null) {
        DecisionCounts.count(running, decision.position(), decision.reason(), variant);
      }
    }
  }
}
