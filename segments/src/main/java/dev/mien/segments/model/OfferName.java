package dev.mien.segments.model;

/** What an offer within its slot is called; see {@link Names#KEBAB}. */
public record OfferName(String text) implements Comparable<OfferName> {
  public OfferName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(OfferName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
