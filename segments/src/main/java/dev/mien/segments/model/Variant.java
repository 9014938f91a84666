package dev.mien.segments.model;

/**
 * One piece of content that can fill a slot.
 *
 * @param weight its share of the offer's sessions, relative to the other variants'; at least 0
 */
public record Variant(VariantName name, int weight, Content content) {
  /** The name that answers give to a slot's fallback; no other variant may have it. */
  public static final VariantName FALLBACK = new VariantName("fallback");

  public Variant {
    if (weight < 0) {
      throw new IllegalArgumentException("a weight is at least 0; got " + weight);
    }
  }
}
