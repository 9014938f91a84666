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

  /** The stable ids of one offer, of its variants, and of it as an experiment. */
  record OfferIds(int offer, List<Integer> variants, int experiment) {
    OfferIds {
      variants = List.copyOf(variants);
    }
  }

  static List<SlotIds> all(List<Slot> slots, List<List<String>> experiments, StableIds ids) {
    List<SlotIds> all = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      all.add(of(slots.get(i), experiments.get(i), ids));
    }
    return List.copyOf(all);
  }

  private static SlotIds of(Slot slot, List<String> experiments, StableIds ids) {
    List<OfferIds> offers = new ArrayList<>();
    for (int i = 0; i < slot.offers().size(); i++) {
      Offer offer = slot.offers().get(i);
      List<Integer> variants = new ArrayList<>();
      for (Variant variant : offer.variants()) {
        variants.add(ids.of(Keys.variant(slot, offer, variant)));
      }
      int experiment = ids.of(Keys.experiment(slot, experiments.get(i)));
      offers.add(new OfferIds(ids.of(Keys.offer(slot, offer)), variants, experiment));
    }
    return new SlotIds(ids.of(Keys.slot(slot)), offers);
  }
}
