package dev.mien.segments.edit;

import java.util.Optional;

/** One change to a workspace. */
public sealed interface Edit {
  /**
   * A definition says this now, and nothing else; one that is not there yet is added. Of a slot
   * without {@code offers} the offers stay.
   *
   * @param file where to add it; else beside others of its kind
   */
  record Put(Definition definition, Value value, Optional<String> file) implements Edit {}

  /** A definition is gone. Whatever mentions it still does. */
  record Remove(Definition definition) implements Edit {}

  /** A definition has another name, and so has every mention of it. */
  record Rename(Definition definition, String to) implements Edit {}

  /**
   * An offer says this now; one that is not there yet is added.
   *
   * @param before the offer to add it before; else it comes last
   */
  record PutOffer(String slot, OfferAt at, Value value, Optional<OfferAt> before) implements Edit {}

  record RemoveOffer(String slot, OfferAt at) implements Edit {}

  /**
   * An offer stands elsewhere in its slot.
   *
   * @param before the offer it comes before; else it comes last
   */
  record MoveOffer(String slot, OfferAt at, Optional<OfferAt> before) implements Edit {}

  /** Which offer of a slot is meant. */
  sealed interface OfferAt {
    /** The first of this name, or of this audience where it has no name. */
    record Name(String name) implements OfferAt {}

    /** The one at this place, from 0. */
    record Index(int index) implements OfferAt {}

    /** One that is not there yet. */
    record New() implements OfferAt {}
  }
}
