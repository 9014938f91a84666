package dev.mien.engine.discovery;

/**
 * How discovery goes about it. The defaults are those of the measurements in the README.
 *
 * @param k sessions that share a pattern at least
 * @param classesMax the most classes that are tried
 * @param refits how often the counts are drawn anew to see whether the same classes come out
 * @param seed same counts and same seed, same result
 */
public record SearchRules(int k, int classesMax, int refits, long seed) {
  /** How alike the classes of redrawn counts are at least, as an adjusted Rand index. */
  public static final double STABILITY_MIN = 0.85;

  /**
   * How alike each class is to its counterpart at least, sessions in both of those in either: below
   * that a class dissolves rather than comes out again (C. Hennig, 2007).
   */
  public static final double CLASS_MIN = 0.6;

  /** The share of sessions that rules put into the class they are in, at least. */
  public static final double FIDELITY_MIN = 0.75;

  /** The least share of a class. */
  public static final double SHARE_MIN = 0.05;

  /** The greatest number of classes that can be asked for. */
  public static final int CLASSES_MAX = 12;

  public static final int K_DEFAULT = 10;

  /** Fewer sessions than this are too few to look for anything in. */
  public static final int SESSIONS_MIN = 500;

  public SearchRules {
    if (k < 1) {
      throw new IllegalArgumentException("k is at least 1; got " + k);
    }
    if (classesMax < 2 || classesMax > CLASSES_MAX) {
      throw new IllegalArgumentException(
          "2 to " + CLASSES_MAX + " classes are tried; got " + classesMax);
    }
    if (refits < 2) {
      throw new IllegalArgumentException("at least 2 refits tell of stability; got " + refits);
    }
  }

  public static SearchRules standard() {
    return new SearchRules(K_DEFAULT, 8, 10, 1);
  }
}
