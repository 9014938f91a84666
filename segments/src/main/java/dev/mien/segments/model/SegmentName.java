package dev.mien.segments.model;

/** What a segment is called; see {@link Names#KEBAB}. */
public record SegmentName(String text) implements Comparable<SegmentName> {
  public SegmentName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(SegmentName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
