package dev.mien.engine.fit;

/**
 * One property of sessions, known by codes from 0 on.
 *
 * @param codes how many there are, at most {@value #CODES_MAX}
 */
public record Column(String name, int codes, Scale scale) {
  /** The most codes: an attribute has at most 64, and may be missing. */
  public static final int CODES_MAX = 65;

  /** What the order of codes means. */
  public enum Scale {
    /** Nothing: they are names. */
    NAMED,
    /** A greater code stands for more. */
    ORDERED,
    /** So it does, but for the last code, which stands apart, as for what is missing. */
    ORDERED_BUT_LAST
  }

  public Column {
    if (codes < 1 || codes > CODES_MAX) {
      throw new IllegalArgumentException(
          "column '" + name + "' has 1 to " + CODES_MAX + " codes; got " + codes);
    }
  }
}
