package dev.mien.segments.model;

/** What a recipient is called in calls; see {@link Names#KEBAB}. */
public record RecipientName(String text) implements Comparable<RecipientName> {
  public RecipientName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(RecipientName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
