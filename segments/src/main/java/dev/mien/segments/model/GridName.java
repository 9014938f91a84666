package dev.mien.segments.model;

/** What a grid is called; see {@link Names#KEBAB}. */
public record GridName(String text) implements Comparable<GridName> {
  public GridName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(GridName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
