package dev.mien.engine.statistics;

/**
 * The FNV-1a hash of a text (G. Fowler, L. C. Noll, K.-P. Vo): the same on every machine and in
 * every language, which is what folds of a table need. Not for what must not be guessed.
 */
public final class Fnv {
  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;
  private static final long LONG_OFFSET = 0xcbf29ce484222325L;
  private static final long LONG_PRIME = 0x100000001b3L;

  private Fnv() {}

  /** Of 32 bits, unsigned, over the text's characters. */
  public static long hash(String text) {
    int hash = OFFSET;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * PRIME;
    }
    return Integer.toUnsignedLong(hash);
  }

  /** Of 64 bits, over the text's characters. */
  public static long longHash(String text) {
    long hash = LONG_OFFSET;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * LONG_PRIME;
    }
    return hash;
  }

  /** Which of so many folds the text falls into. */
  public static int fold(String text, int folds) {
    return (int) Long.remainderUnsigned(longHash(text), folds);
  }

  /** Where between 0 and 1 GrowthBook's first bucketing puts a value: in thousandths. */
  public static double bucket(String seed, String value) {
    return hash(value + seed) % 1000 / 1000.0;
  }

  /** Where its second one puts it: in ten-thousandths, hashed twice, since once is not even. */
  public static double evenBucket(String seed, String value) {
    return hash(Long.toString(hash(seed + value))) % 10_000 / 10_000.0;
  }
}
