package dev.mien.segments.model;

/** What a variant within its offer is called; see {@link Names#KEBAB}. */
public record VariantName(String text) implements Comparable<VariantName> {
  public VariantName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(VariantName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
