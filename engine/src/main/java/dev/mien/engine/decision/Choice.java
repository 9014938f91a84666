package dev.mien.engine.decision;

import dev.mien.segments.model.Offer;

/** What a slot would show, before a variant is drawn. */
sealed interface Choice {
  /** One of the variants of an offer. */
  record Offered(Offer offer) implements Choice {}

  /** The fallback. */
  record Unmatched(Reason reason) implements Choice {}
}
