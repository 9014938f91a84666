package dev.mien.segments.model;

/** What an attribute is called; see {@link Names#SNAKE}. */
public record AttributeName(String text) implements Comparable<AttributeName> {
  public AttributeName {
    Names.checked(Names.SNAKE, text);
  }

  @Override
  public int compareTo(AttributeName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
