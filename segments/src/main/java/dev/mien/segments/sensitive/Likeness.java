package dev.mien.segments.sensitive;

/**
 * How far a misspelling may be from a word: one letter from six letters on, two from twelve on,
 * with neighbours swapped counting as one (optimal string alignment). Shorter words have too many
 * neighbours that are words themselves: of them only doubled letters and swapped neighbours are
 * forgiven, from five letters on. Of stems, which anything may follow, one letter is forgiven from
 * seven letters on. Nobody misspells the first letter, so it has to be right.
 */
final class Likeness {
  private static final int SWAPPED_MIN = 5;
  private static final int ONE_EDIT_MIN = 6;
  private static final int STEM_EDIT_MIN = 7;
  private static final int TWO_EDITS_MIN = 12;

  private Likeness() {}

  /** Whether {@code word} is {@code meant}, or a misspelling of it; both collapsed. */
  static boolean is(String word, String meant) {
    if (meant.length() < SWAPPED_MIN) {
      return false;
    }
    if (word.equals(meant)) {
      return true;
    }
    int edits = edits(meant.length());
    if (word.isEmpty()
        || word.charAt(0) != meant.charAt(0)
        || Math.abs(word.length() - meant.length()) > edits) {
      return false;
    }
    return edits == 0 ? isSwapped(word, meant) : distance(word, meant) <= edits;
  }

  /** Whether a word begins with a stem, but for one letter or swapped neighbours. */
  static boolean begins(String word, String stem) {
    if (stem.length() < SWAPPED_MIN || word.length() < stem.length() - 1 || !mayBegin(word, stem)) {
      return false;
    }
    if (word.startsWith(stem)) {
      return true;
    }
    if (stem.length() < STEM_EDIT_MIN) {
      return word.length() >= stem.length() && isSwapped(word.substring(0, stem.length()), stem);
    }
    for (int length = stem.length() - 1; length <= stem.length() + 1; length++) {
      if (length <= word.length() && distance(word.substring(0, length), stem) <= 1) {
        return true;
      }
    }
    return false;
  }

  // Of the second and third letters one at least is where it was, or where its neighbour was. Most
  // words end here, which is what makes looking for thousands of stems affordable.
  private static boolean mayBegin(String word, String stem) {
    return word.charAt(0) == stem.charAt(0)
        && (word.charAt(1) == stem.charAt(1)
            || word.charAt(2) == stem.charAt(2)
            || word.charAt(1) == stem.charAt(2)
            || word.charAt(2) == stem.charAt(1));
  }

  private static int edits(int length) {
    return length >= TWO_EDITS_MIN ? 2 : length >= ONE_EDIT_MIN ? 1 : 0;
  }

  private static boolean isSwapped(String word, String meant) {
    int place = 0;
    while (place < meant.length() && word.charAt(place) == meant.charAt(place)) {
      place++;
    }
    return place + 1 < meant.length()
        && word.charAt(place) == meant.charAt(place + 1)
        && word.charAt(place + 1) == meant.charAt(place)
        && word.substring(place + 2).equals(meant.substring(place + 2));
  }

  private static int distance(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[other.length()];
  }
}
