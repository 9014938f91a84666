package dev.mien.segments.model;

/**
 * What is known of one session at one moment, in codes, by attribute position.
 *
 * <p>In production only {@code engine.session} makes facts, from what the gate has permitted; a
 * test keeps it so.
 */
public interface Facts {
  /** How much is known of an attribute. */
  enum Standing {
    /** It has a value. */
    KNOWN,
    /** It may be asked about, and has no value: {@code is unknown} is true. */
    MISSING,
    /** No purpose permits asking: every predicate about it is unknown, {@code is unknown} too. */
    WITHHELD
  }

  /** Whether a session was in a scored segment when it was last looked at. */
  enum Before {
    /** It was not, or nobody has looked yet. */
    OUT,
    /** It was. */
    IN,
    /** What it was then followed from something that may not be asked about now. */
    WITHHELD
  }

  /** The number of attributes; positions run from 0. */
  int size();

  Standing standing(int attribute);

  /** The code of a known single-valued attribute; 0 of any other. */
  int code(int attribute);

  /** The code of a known attribute, 0 of a known set; -1 of a missing one, -2 of a withheld one. */
  default int state(int attribute) {
    return switch (standing(attribute)) {
      case KNOWN -> code(attribute);
      case MISSING -> -1;
      case WITHHELD -> -2;
    };
  }

  /** The labels of a known {@link Alphabet.Choices} attribute as bits; 0 of any other. */
  long labels(int attribute);

  /** Whether the session was in the segment of the score at {@code place}. */
  default Before before(int place) {
    return Before.OUT;
  }
}
