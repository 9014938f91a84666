package dev.mien.engine.decision;

import dev.mien.segments.model.Offer;

/** What a slot would show, before a variant is drawn. */
sealed interface Choice {
  /**
   * One of the variants of an offer.
   *
   * @param place of the offer among the slot's offers
   */
  record Offered(Offer offer, int place) implements Choice {}

  /**
   * The fallback.
   *
   * @param drawn what it counts as
   */
  record Unmatched(Reason reason, Drawn drawn) implements Choice {
    Unmatched(Reason reason) {
      this(reason, Drawn.FALLBACK);
    }
  }
}
