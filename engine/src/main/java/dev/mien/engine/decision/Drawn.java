package dev.mien.engine.decision;

import dev.mien.engine.session.Exposure.Kind;

/**
 * What a decision counts as.
 *
 * @param offer the place of the offer that fills the slot among the slot's offers, or would have
 *     filled it if the session were not held out; -1 if there is none
 * @param variant the place of the variant among those of the offer; 0 where none is shown
 * @param propensityBasisPoints with which probability it was drawn just now by what was learned, of
 *     10,000; 0 where it was drawn otherwise or earlier
 */
public record Drawn(Kind kind, int offer, int variant, int propensityBasisPoints) {
  static final Drawn FALLBACK = new Drawn(Kind.FALLBACK, -1, 0, 0);
}
