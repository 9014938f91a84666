package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.List;

/** The stable ids of one slot, its offers and their variants, in the order of the model. */
record SlotIds(int slot, List<OfferIds> offers) {
  SlotIds {
    offers = List.copyOf(offers);
  }

  /** The stable ids of one offer and its variants. */
  record OfferIds(int offer, List<Integer> variants) {
    OfferIds {
      variants = List.copyOf(variants);
    }
  }

  static List<SlotIds> all(List<Slot> slots, StableIds ids) {
    return slots.stream().map(slot -> of(slot, ids)).toList();
  }

  private static SlotIds of(Slot slot, StableIds ids) {
    List<OfferIds> offers = new ArrayList<>();
    for (Offer offer : slot.offers()) {
      List<Integer> variants = new ArrayList<>();
      for (Variant variant : offer.variants()) {
        variants.add(ids.of(Keys.variant(slot, offer, variant)));
      }
      offers.add(new OfferIds(ids.of(Keys.offer(slot, offer)), variants));
    }
    return new SlotIds(ids.of(Keys.slot(slot)), offers);
  }
}
