package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of one edition: where each stands in the model, and the stable id it has in capsules.
 * Built once per edition; immutable, for any number of threads.
 */
public final class Vocabulary {
  private final Model model;
  private final Map<String, Integer> attributes;
  private final Map<String, Integer> events;
  private final Map<String, Integer> slots;
  private final Map<Integer, Integer> attributesById;
  private final Map<Integer, Integer> purposesById;
  private final int[] attributeIds;
  private final int[] purposeIds;
  private final StableIds ids;

  private Vocabulary(Model model, StableIds ids) {
    this.model = model;
    this.ids = ids;
    Schema schema = model.schema();
    this.attributes = schema.attributePositions();
    this.events = new HashMap<>();
    for (int i = 0; i < schema.events().size(); i++) {
      events.put(schema.events().get(i).name().text(), i);
    }
    this.slots = new HashMap<>();
    for (int i = 0; i < model.slots().size(); i++) {
      slots.put(model.slots().get(i).name().text(), i);
    }
    this.attributesById = new HashMap<>();
    this.attributeIds = new int[schema.attributes().size()];
    for (int i = 0; i < attributeIds.length; i++) {
      attributeIds[i] = ids.of(key(schema, schema.attributes().get(i)));
      attributesById.put(attributeIds[i], i);
    }
    this.purposesById = new HashMap<>();
    this.purposeIds = new int[schema.purposes().size()];
    for (int i = 0; i < purposeIds.length; i++) {
      purposeIds[i] = ids.of(key(schema.purposes().get(i)));
      purposesById.put(purposeIds[i], i);
    }
  }

  /** The vocabulary of {@code model}; {@code ids} comes from {@link #extend}. */
  public static Vocabulary of(Model model, StableIds ids) {
    return new Vocabulary(model, ids);
  }

  /** The ids that {@code model} needs, added to those that {@code known} has. */
  public static StableIds extend(StableIds known, Model model) {
    List<String> keys = new ArrayList<>();
    Schema schema = model.schema();
    for (Purpose purpose : schema.purposes()) {
      keys.add(key(purpose));
    }
    for (Attribute attribute : schema.attributes()) {
      keys.add(key(schema, attribute));
    }
    for (Slot slot : model.slots()) {
      keys.add(key(slot));
      for (Offer offer : slot.offers()) {
        keys.add(key(slot, offer));
        for (Variant variant : offer.variants()) {
          keys.add(key(slot, offer, variant));
        }
      }
    }
    return known.with(keys);
  }

  public Model model() {
    return model;
  }

  public Schema schema() {
    return model.schema();
  }

  public StableIds ids() {
    return ids;
  }

  /** The position of an attribute, or -1. */
  public int attribute(String name) {
    return orMinusOne(attributes.get(name));
  }

  /** The position of an event, or -1. */
  public int event(String name) {
    return orMinusOne(events.get(name));
  }

  /** The position of a slot, or -1. */
  public int slot(String name) {
    return orMinusOne(slots.get(name));
  }

  public int attributeId(int position) {
    return attributeIds[position];
  }

  /** The position of the attribute with this id in this edition, or -1 if it has none. */
  public int attributeById(int id) {
    return orMinusOne(attributesById.get(id));
  }

  public int purposeId(int position) {
    return purposeIds[position];
  }

  /** The position of the purpose with this id in this edition, or -1 if it has none. */
  public int purposeById(int id) {
    return orMinusOne(purposesById.get(id));
  }

  public int slotId(Slot slot) {
    return ids.of(key(slot));
  }

  public int offerId(Slot slot, Offer offer) {
    return ids.of(key(slot, offer));
  }

  public int variantId(Slot slot, Offer offer, Variant variant) {
    return ids.of(key(slot, offer, variant));
  }

  private static String key(Purpose purpose) {
    return "purpose " + purpose.name();
  }

  // A value is only as stable as what it means. A change of alphabet, origin or purpose makes
  // another attribute of it, and what capsules hold of the old one is dropped.
  private static String key(Schema schema, Attribute attribute) {
    return "attribute "
        + attribute.name()
        + " "
        + schema.purposes().get(attribute.purpose()).name()
        + " "
        + Meaning.of(schema, attribute);
  }

  private static String key(Slot slot) {
    return "slot " + slot.name();
  }

  private static String key(Slot slot, Offer offer) {
    return key(slot) + " offer " + offer.name();
  }

  private static String key(Slot slot, Offer offer, Variant variant) {
    return key(slot, offer) + " variant " + variant.name();
  }

  private static int orMinusOne(@Nullable Integer position) {
    return position == null ? -1 : position;
  }

  /** The event at a position. */
  public Event eventAt(int position) {
    return schema().events().get(position);
  }
}
