package dev.mien.segments.model;

/** What a persona is called; see {@link Names#KEBAB}. */
public record PersonaName(String text) implements Comparable<PersonaName> {
  public PersonaName {
    Names.checked(Names.KEBAB, text);
  }

  @Override
  public int compareTo(PersonaName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
