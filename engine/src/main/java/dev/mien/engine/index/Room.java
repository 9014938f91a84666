package dev.mien.engine.index;

/** What one match after another works in, so that matching allocates nothing. For one thread. */
final class Room {
  /** So many candidates are verified together. */
  static final int CANDIDATES = 1_024;

  /** By score, how it comes out; and what that is worked out in. */
  final byte[] outcomes;

  final int[] states;

  /** By number of a view, what tests see of it. */
  final long[] values;

  /** By column, the slot that its state selects. */
  final int[] slots;

  /** The columns that picked a row, those that may be paired first, and the rows. */
  final int[] columns;

  final int[] rows;
  int pairable;
  int picked;

  /** By place among the columns that may be paired, where its row of triples begins. */
  final int[] tripleRows;

  /** Words of the groups that are left, and the numbers of the groups. */
  final long[] words;

  final int[] groups;

  /** Postings to verify; a word's worth more than are counted may be written. */
  final int[] candidates = new int[CANDIDATES + 2 * Long.SIZE];

  /** Candidates with tests left: the place of the next, above the segment. */
  final long[] left = new long[candidates.length];

  Room(Scoring scoring, int views, int columns, int paired) {
    this.outcomes = new byte[scoring.scores()];
    this.states = new int[scoring.states()];
    this.values = new long[views];
    this.slots = new int[columns];
    this.columns = new int[columns + 1];
    this.rows = new int[columns + 1];
    int looks = columns + paired * (paired - 1) / 2 + 1;
    this.tripleRows = new int[columns + 1];
    this.words = new long[looks];
    this.groups = new int[looks];
  }

  /**
   * Writes the candidates that are the bits of a word, and says how many there are now. Several are
   * written in any case, because few words have more.
   */
  int spread(long word, int first, int count) {
    int[] into = candidates;
    long left = word;
    into[count] = first + Long.numberOfTrailingZeros(left);
    left &= left - 1;
    into[count + 1] = first + Long.numberOfTrailingZeros(left);
    left &= left - 1;
    into[count + 2] = first + Long.numberOfTrailingZeros(left);
    left &= left - 1;
    into[count + 3] = first + Long.numberOfTrailingZeros(left);
    left &= left - 1;
    if (left != 0) {
      int at = count + 4;
      do {
        into[at] = first + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        into[at + 1] = first + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        into[at + 2] = first + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        into[at + 3] = first + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        at += 4;
      } while (left != 0);
    }
    return count + Long.bitCount(word);
  }
}
