package dev.mien.engine.decision;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Decides the slots of one response together, so that what drives it is common to a crowd. One slot
 * may be common enough and another, too, and both together the mark of one session.
 *
 * <p>First every slot is decided for itself. Of the segments that drive them, in the order of
 * {@link Drivers}, no more are kept than may drive a response; then the {@link CrowdCheck} is
 * asked, and for as long as it says no, the last one is dropped. Slots that lost their driver are
 * decided again by the offers for the segments that are left, so that nothing new comes in; where
 * none of these is on, the fallback is shown. Variants are drawn last: nothing is drawn for an
 * offer that is not shown.
 */
public final class ResponseDecider {
  private final Decider decider;
  private final CrowdCheck crowd;

  public ResponseDecider(Decider decider, CrowdCheck crowd) {
    this.decider = decider;
    this.crowd = crowd;
  }

  /** What the slots show, in their order. */
  public List<Decision> decide(List<Slot> slots, Membership membership, Draws draws) {
    List<Choice> choices = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      choices.add(decider.choose(slot, membership, draws));
    }
    Drivers drivers = Drivers.of(choices);
    int kept = kept(drivers);
    List<Decision> decisions = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      decisions.add(
          choices.get(i) instanceof Choice.Offered(Offer offer, _)
                  && !drivers.keep(offer.audience(), kept)
              ? again(slots.get(i), offer.audience(), segment -> drivers.keep(segment, kept), draws)
              : decider.fill(slots.get(i), choices.get(i), draws));
    }
    return decisions;
  }

  private int kept(Drivers drivers) {
    int kept = Math.min(drivers.count(), crowd.segmentsMax());
    while (kept > 0 && !crowd.suffices(drivers.rising(kept))) {
      kept--;
    }
    return kept;
  }

  private Decision again(Slot slot, int dropped, Decider.Audiences left, Draws draws) {
    int place = decider.offer(slot, left);
    Choice choice =
        place >= 0
            ? new Choice.Offered(slot.offers().get(place), place)
            : new Choice.Unmatched(Reason.TOO_FEW);
    Decision decision = decider.fill(slot, choice, draws);
    return new Decision(
        decision.reason(),
        decision.segment(),
        decision.variant(),
        OptionalInt.of(dropped),
        decision.drawn());
  }
}
