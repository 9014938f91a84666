package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.List;

/** What stable ids are given to: names, together with whatever a change of which makes another. */
final class Keys {
  private Keys() {}

  /** All that {@code model} needs, in its order. */
  static List<String> of(Model model) {
    List<String> keys = new ArrayList<>();
    Schema schema = model.schema();
    for (Purpose purpose : schema.purposes()) {
      keys.add(purpose(purpose));
    }
    for (Attribute attribute : schema.attributes()) {
      keys.add(attribute(schema, attribute));
    }
    for (Slot slot : model.slots()) {
      keys.add(slot(slot));
      for (Offer offer : slot.offers()) {
        keys.add(offer(slot, offer));
        for (Variant variant : offer.variants()) {
          keys.add(variant(slot, offer, variant));
        }
      }
    }
    for (Segment segment : model.segments()) {
      keys.add(segment(segment));
    }
    List<SegmentIdentity> identities = SegmentIdentities.of(model);
    List<List<String>> experiments = Experiments.of(model, identities);
    for (int i = 0; i < experiments.size(); i++) {
      for (String experiment : experiments.get(i)) {
        keys.add(experiment(model.slots().get(i), experiment));
      }
    }
    WatchedScore.identities(model, identities).forEach(identity -> keys.add(score(identity)));
    if (!model.grids().isEmpty()) {
      keys.add(grids(CountedGrid.meaning(model)));
    }
    return keys;
  }

  // All together: what a session was counted in is told by places, which are those of all of them.
  static String grids(String meaning) {
    return "grids " + meaning;
  }

  // Consent is to what was asked. Other words or another third party make another purpose of it,
  // which nobody has consented to yet.
  static String purpose(Purpose purpose) {
    return "purpose " + purpose.name() + " " + Meaning.of(purpose);
  }

  // A value is only as stable as what it means. A change of alphabet, origin or purpose makes
  // another attribute of it, and what capsules hold of the old one is dropped.
  static String attribute(Schema schema, Attribute attribute) {
    return "attribute "
        + attribute.name()
        + " "
        + schema.purposes().get(attribute.purpose()).name()
        + " "
        + Meaning.of(schema, attribute);
  }

  // By its name alone: who does not want to be called something does not want it under other rules.
  static String segment(Segment segment) {
    return "segment " + segment.name();
  }

  static String slot(Slot slot) {
    return "slot " + slot.name();
  }

  static String offer(Slot slot, Offer offer) {
    return slot(slot) + " offer " + offer.name();
  }

  // By all that it means: what a session was counted for is never taken for something else.
  static String experiment(Slot slot, String experiment) {
    return slot(slot) + " experiment " + experiment;
  }

  // By all that it means, as an experiment is.
  static String score(String identity) {
    return "score " + identity;
  }

  static String variant(Slot slot, Offer offer, Variant variant) {
    return offer(slot, offer) + " variant " + variant.name();
  }
}
