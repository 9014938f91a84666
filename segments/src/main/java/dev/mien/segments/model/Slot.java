package dev.mien.segments.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A place on a page that one variant fills.
 *
 * @param purposes the positions of the purposes it serves, as bits
 * @param types the fields of its content
 * @param holdoutBasisPoints the share of sessions that see the fallback only, of 10,000
 * @param offers in the order they are asked: by priority, highest first, then as written
 */
public record Slot(
    SlotName name,
    String title,
    long purposes,
    SequencedMap<String, Content.Type> types,
    Variant fallback,
    int holdoutBasisPoints,
    List<Offer> offers) {
  public Slot {
    offers = List.copyOf(offers);
    types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
  }
}
