package dev.mien.segments.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The name an author probably meant: among several, the one with the fewest slips of the finger
 * from what was written, if these are few for its length.
 *
 * <p>A slip is a letter too many, one too few, another one, or two neighbours exchanged (the
 * restricted Damerau-Levenshtein distance). Letter case is no slip unless nothing else differs.
 */
public final class NearestName {
  /** Three letters of a name may hold one slip. */
  private static final int LETTERS_PER_SLIP = 3;

  private static final int SLIPS_MAX = 3;

  /** Longer texts are not compared: nobody mistypes so much, and the comparison is quadratic. */
  private static final int LENGTH_MAX = 64;

  private NearestName() {}

  /**
   * Returns the nearest of {@code known}; of several equally near ones the first in the alphabet.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    if (written.isEmpty() || written.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String wanted = written.toLowerCase(Locale.ROOT);
    int best = Math.min(SLIPS_MAX, Math.max(1, written.length() / LETTERS_PER_SLIP));
    Optional<String> nearest = Optional.empty();
    for (String candidate : known) {
      if (candidate.equals(written) || Math.abs(candidate.length() - written.length()) > best) {
        continue;
      }
      int slips = slips(wanted, candidate.toLowerCase(Locale.ROOT));
      boolean nearer = slips < best || (slips == best && comesFirst(candidate, nearest));
      if (nearer && slips < Math.max(written.length(), candidate.length())) {
        best = slips;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Returns the hint that asks for the nearest name, or {@code otherwise} where none is near. */
  public static String hint(String written, Collection<String> known, String otherwise) {
    return of(written, known).map(name -> "did you mean '" + name + "'?").orElse(otherwise);
  }

  private static boolean comesFirst(String candidate, Optional<String> than) {
    return than.isEmpty() || candidate.compareTo(than.get()) < 0;
  }

  private static int slips(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
