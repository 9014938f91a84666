package dev.mien.segments.model;

import java.util.List;

/**
 * Variants for one audience.
 *
 * @param audience the position of the segment it is for
 * @param priority higher is asked first; among equals the one written first
 * @param variants at least one, with a positive weight in sum
 */
public record Offer(
    OfferName name, int audience, int priority, List<Variant> variants, Schedule schedule) {
  public Offer {
    variants = List.copyOf(variants);
    if (variants.stream().mapToInt(Variant::weight).sum() <= 0) {
      throw new IllegalArgumentException("an offer has a variant with a positive weight");
    }
  }
}
