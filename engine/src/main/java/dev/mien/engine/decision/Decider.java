package dev.mien.engine.decision;

import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.session.Assignment;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Learning.By;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.time.Instant;
import java.util.List;
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
  /** The share of the sessions of an offer that learns that are drawn as was written. */
  public static final int EXPLORED_BASIS_POINTS = 1_000;

  private static final int WHOLE_BASIS_POINTS = 10_000;

  private final Vocabulary vocabulary;
  private final Permission permission;
  private final Instant now;
  private final RandomGenerator random;
  private final Weighing weighing;

  /** One that draws variants by the weights that were written. */
  public Decider(
      Vocabulary vocabulary, Permission permission, Instant now, RandomGenerator random) {
    this(vocabulary, permission, now, random, Weighing.AS_WRITTEN);
  }

  public Decider(
      Vocabulary vocabulary,
      Permission permission,
      Instant now,
      RandomGenerator random,
      Weighing weighing) {
    this.vocabulary = vocabulary;
    this.permission = permission;
    this.now = now;
    this.random = random;
    this.weighing = weighing;
  }

  /** What one slot shows, whatever the others show. */
  public Decision decide(Slot slot, Membership membership, Draws draws) {
    return fill(slot, choose(slot, membership, draws), draws);
  }

  /** Which segments offers may be for. */
  interface Audiences {
    boolean include(int segment);
  }

  /** What a slot would show; of all draws only those for holdouts are made. */
  Choice choose(Slot slot, Membership membership, Draws draws) {
    int place = offer(slot, membership::holds);
    if (isHeldOut(slot, draws)) {
      return new Choice.Unmatched(Reason.HELD_OUT, new Drawn(Kind.HELD_OUT, place, 0, 0));
    }
    if (place >= 0) {
      return new Choice.Offered(slot.offers().get(place), place);
    }
    return new Choice.Unmatched(permitsAll(slot.purposes()) ? Reason.FALLBACK : Reason.NO_CONSENT);
  }

  /** The place of the first offer of a slot that is on and for one of these audiences, or -1. */
  int offer(Slot slot, Audiences audiences) {
    List<Offer> offers = slot.offers();
    for (int i = 0; i < offers.size(); i++) {
      Offer offer = offers.get(i);
      if (audiences.include(offer.audience()) && offer.schedule().isOn(now)) {
        return i;
      }
    }
    return -1;
  }

  /** Shows what was chosen. */
  Decision fill(Slot slot, Choice choice, Draws draws) {
    return switch (choice) {
      case Choice.Offered(Offer offer, int place) -> {
        Drawn drawn = draw(slot, offer, place, draws);
        yield new Decision(
            Reason.MATCHED,
            OptionalInt.of(offer.audience()),
            offer.variants().get(drawn.variant()),
            OptionalInt.empty(),
            drawn);
      }
      case Choice.Unmatched(Reason reason, Drawn drawn) ->
          new Decision(reason, OptionalInt.empty(), slot.fallback(), OptionalInt.empty(), drawn);
    };
  }

  private boolean permitsAll(long purposes) {
    return (purposes & ~permission.purposes()) == 0;
  }

  // Without a session nobody can be kept on one side, and a side that changes with each request
  // measures nothing: only sessions are held out.
  private boolean isHeldOut(Slot slot, Draws draws) {
    if (!draws.areKept()) {
      return false;
    }
    int everywhere = vocabulary.model().holdoutBasisPoints();
    return (everywhere > 0 && isHeldOut(Assignment.EVERYWHERE, everywhere, draws))
        || (slot.holdoutBasisPoints() > 0
            && isHeldOut(vocabulary.slotId(slot), slot.holdoutBasisPoints(), draws));
  }

  private boolean isHeldOut(int subjectId, int basisPoints, Draws draws) {
    return draws.choice(subjectId, () -> random.nextInt(WHOLE_BASIS_POINTS) < basisPoints ? 1 : 0)
        == 1;
  }

  private Drawn draw(Slot slot, Offer offer, int place, Draws draws) {
    List<Variant> variants = offer.variants();
    if (variants.size() == 1) {
      return new Drawn(Kind.VARIANT, place, 0, 0);
    }
    if (isPassing(slot)) {
      return new Drawn(Kind.VARIANT, place, byWeight(variants), 0);
    }
    int position = vocabulary.slot(slot.name().text());
    int offerId = vocabulary.offerId(position, place);
    OptionalInt earlier = draws.earlier(offerId);
    if (earlier.isPresent()) {
      for (int i = 0; i < variants.size(); i++) {
        if (vocabulary.variantId(position, place, i) == earlier.getAsInt()) {
          return new Drawn(Kind.VARIANT, place, i, 0);
        }
      }
      draws.forget(offerId);
    }
    Drawn drawn = draw(offer, position, place);
    int _ = draws.choice(offerId, () -> vocabulary.variantId(position, place, drawn.variant()));
    return drawn;
  }

  // A share of the sessions of what learns is drawn as written, so that there are plain means.
  private Drawn draw(Offer offer, int slot, int place) {
    double[] shares = weighing.shares(vocabulary.model(), slot, place);
    if (shares == null || random.nextInt(WHOLE_BASIS_POINTS) < EXPLORED_BASIS_POINTS) {
      Kind kind =
          offer.learn().map(Learning::by).orElse(null) == By.BANDIT ? Kind.EXPLORED : Kind.VARIANT;
      return new Drawn(kind, place, byWeight(offer.variants()), 0);
    }
    double point = random.nextDouble();
    int variant = 0;
    while (variant < shares.length - 1 && point >= shares[variant]) {
      variant++;
    }
    double share = shares[variant] - (variant == 0 ? 0 : shares[variant - 1]);
    return new Drawn(
        Kind.VARIANT, place, variant, Math.max(1, (int) Math.rint(share * WHOLE_BASIS_POINTS)));
  }

  // The signals of a contextual purpose that nobody consented to may have decided the offer, and
  // which offer it was would tell of them: so nothing is kept of it, as without a session.
  private boolean isPassing(Slot slot) {
    return (slot.purposes() & permission.contextual()) != 0;
  }

  private int byWeight(List<Variant> variants) {
    int whole = 0;
    for (Variant variant : variants) {
      whole += variant.weight();
    }
    int point = random.nextInt(whole);
    for (int i = 0; i < variants.size(); i++) {
      point -= variants.get(i).weight();
      if (point < 0) {
        return i;
      }
    }
    throw new IllegalStateException("a point below the sum of all weights lies in one of them");
  }
}
