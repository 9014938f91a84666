package dev.mien.segments.model;

/** What an event is called; see {@link Names#SNAKE}. */
public record EventName(String text) implements Comparable<EventName> {
  public EventName {
    Names.checked(Names.SNAKE, text);
  }

  @Override
  public int compareTo(EventName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
