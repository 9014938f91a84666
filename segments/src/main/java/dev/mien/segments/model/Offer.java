package dev.mien.segments.model;

import java.util.List;
import java.util.Optional;

/**
 * Variants for one audience.
 *
 * @param audience the position of the segment it is for
 * @param priority higher is asked first; among equals the one written first
 * @param variants at least one, with a positive weight in sum
 * @param learn how their weights follow what sessions do; else they stay as they are written
 */
public record Offer(
    OfferName name,
    int audience,
    int priority,
    List<Variant> variants,
    Schedule schedule,
    Optional<Learning> learn) {
  public Offer {
    variants = List.copyOf(variants);
    if (variants.stream().mapToInt(Variant::weight).sum() <= 0) {
      throw new IllegalArgumentException("an offer has a variant with a positive weight");
    }
  }

  /** One that learns nothing. */
  public Offer(
      OfferName name, int audience, int priority, List<Variant> variants, Schedule schedule) {
    this(name, audience, priority, variants, schedule, Optional.empty());
  }
}
