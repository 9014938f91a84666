package dev.mien.engine.decision;

import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Decides what the slots of one request show. Made for the request, from all that the decision may
 * depend on; the same again decides the same.
 *
 * <p>A session that is held out of a slot sees its fallback. Otherwise offers are asked in the
 * order of {@link Slot#offers}: highest priority first, among equals the one written first. The
 * first that is on and whose audience admits the session fills the slot. If none does, the fallback
 * does, which needs no consent.
 */
public final class Decider {
  private static final int WHOLE_BASIS_POINTS = 10_000;

  private final Vocabulary vocabulary;
  private final Permission permission;
  private final Instant now;
  private final RandomGenerator random;

  public Decider(
      Vocabulary vocabulary, Permission permission, Instant now, RandomGenerator random) {
    this.vocabulary = vocabulary;
    this.permission = permission;
    this.now = now;
    this.random = random;
  }

  /** What one slot shows, whatever the others show. */
  public Decision decide(Slot slot, Membership membership, Draws draws) {
    return fill(slot, choose(slot, membership, draws), draws);
  }

  /** Which segments offers may be for. */
  interface Audiences {
    boolean include(int segment);
  }

  /** What a slot would show; of all draws only that for the holdout is made. */
  Choice choose(Slot slot, Membership membership, Draws draws) {
    if (isHeldOut(slot, draws)) {
      return new Choice.Unmatched(Reason.HELD_OUT);
    }
    Optional<Offer> offer = offer(slot, membership::holds);
    if (offer.isPresent()) {
      return new Choice.Offered(offer.get());
    }
    return new Choice.Unmatched(permitsAll(slot.purposes()) ? Reason.FALLBACK : Reason.NO_CONSENT);
  }

  /** The first offer of a slot that is on and for one of these audiences. */
  Optional<Offer> offer(Slot slot, Audiences audiences) {
    for (Offer offer : slot.offers()) {
      if (audiences.include(offer.audience()) && offer.schedule().isOn(now)) {
        return Optional.of(offer);
      }
    }
    return Optional.empty();
  }

  /** Shows what was chosen. */
  Decision fill(Slot slot, Choice choice, Draws draws) {
    return switch (choice) {
      case Choice.Offered(var offer) ->
          new Decision(
              Reason.MATCHED,
              OptionalInt.of(offer.audience()),
              variant(slot, offer, draws),
              OptionalInt.empty());
      case Choice.Unmatched(var reason) ->
          new Decision(reason, OptionalInt.empty(), slot.fallback(), OptionalInt.empty());
    };
  }

  private boolean permitsAll(long purposes) {
    return (purposes & ~permission.purposes()) == 0;
  }

  // Without a session nobody can be kept on one side, and a side that changes with each request
  // measures nothing: only sessions are held out.
  private boolean isHeldOut(Slot slot, Draws draws) {
    if (slot.holdoutBasisPoints() == 0 || !draws.areKept()) {
      return false;
    }
    return draws.choice(
            vocabulary.slotId(slot),
            () -> random.nextInt(WHOLE_BASIS_POINTS) < slot.holdoutBasisPoints() ? 1 : 0)
        == 1;
  }

  private Variant variant(Slot slot, Offer offer, Draws draws) {
    List<Variant> variants = offer.variants();
    if (variants.size() == 1) {
      return variants.getFirst();
    }
    if (isPassing(slot)) {
      return byWeight(variants);
    }
    int offerId = vocabulary.offerId(slot, offer);
    OptionalInt earlier = draws.earlier(offerId);
    if (earlier.isPresent()) {
      for (Variant variant : variants) {
        if (vocabulary.variantId(slot, offer, variant) == earlier.getAsInt()) {
          return variant;
        }
      }
      draws.forget(offerId);
    }
    Variant drawn = byWeight(variants);
    draws.choice(offerId, () -> vocabulary.variantId(slot, offer, drawn));
    return drawn;
  }

  // The signals of a contextual purpose that nobody consented to may have decided the offer, and
  // which offer it was would tell of them: so nothing is kept of it, as without a session.
  private boolean isPassing(Slot slot) {
    return (slot.purposes() & permission.contextual()) != 0;
  }

  private Variant byWeight(List<Variant> variants) {
    int whole = 0;
    for (Variant variant : variants) {
      whole += variant.weight();
    }
    int point = random.nextInt(whole);
    for (Variant variant : variants) {
      point -= variant.weight();
      if (point < 0) {
        return variant;
      }
    }
    throw new IllegalStateException("a point below the sum of all weights lies in one of them");
  }
}
