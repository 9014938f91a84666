package dev.mien.segments.model;

/** What one rule of a segment is called; see {@link Names#KEBAB}. */
public record RuleName(String text) implements Comparable<RuleName> {
  public RuleName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(RuleName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
