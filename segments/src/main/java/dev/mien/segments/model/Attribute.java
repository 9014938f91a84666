package dev.mien.segments.model;

/**
 * A named property of a session with a closed alphabet.
 *
 * @param purpose the position of its purpose in the schema
 * @param benefit what the visitor has of it, in words
 */
public record Attribute(
    AttributeName name, Alphabet alphabet, Origin origin, int purpose, String benefit) {

  /** Whether its values are sets of labels. */
  public boolean isSet() {
    return alphabet instanceof Alphabet.Choices;
  }

  /** Whether a session has no value until somebody says one; what is counted begins with 0. */
  public boolean hasNoneAtFirst() {
    return switch (origin) {
      case Origin.Signal _, Origin.Latest _, Origin.Recency _, Origin.Evidence _ -> true;
      case Origin.Count _, Origin.Sequence _, Origin.Sum _ -> false;
    };
  }
}
