package dev.mien.segments.model;

/** What a purpose is called; see {@link Names#SNAKE}. */
public record PurposeName(String text) implements Comparable<PurposeName> {
  public PurposeName {
    Names.checked(Names.SNAKE, text);
  }

  @Override
  public int compareTo(PurposeName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
