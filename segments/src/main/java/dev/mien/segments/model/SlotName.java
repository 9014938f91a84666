package dev.mien.segments.model;

/** What a slot is called; see {@link Names#DOTTED}. */
public record SlotName(String text) implements Comparable<SlotName> {
  public SlotName {
    Names.checked(Names.DOTTED, text);
  }

  @Override
  public int compareTo(SlotName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
