package dev.mien.engine.index;

import dev.mien.segments.model.Facts;

/**
 * Which row of the index an attribute picks: one for each of its codes, or for each combination of
 * a few of its labels, and one each for when it is missing and when it is withheld.
 */
final class Column {
  /** The row that rules nothing out: nobody need look at it. */
  static final int NONE = -1;

  /**
   * How many labels one column looks at. Each combination is a row, so one more doubles the rows,
   * and one less makes more columns to look at.
   */
  static final int LABELS = 4;

  static final int LABELS_MASK = (1 << LABELS) - 1;

  private static final int CODES = -1;

  private final int attribute;
  private final int shift;
  private final int mask;
  private final int[] rows;
  private final int missing;
  private final int withheld;

  private Column(int attribute, int shift, int mask, int[] rows, Unknown unknown) {
    this.attribute = attribute;
    this.shift = shift;
    this.mask = mask;
    this.rows = rows;
    this.missing = unknown.missing();
    this.withheld = unknown.withheld();
  }

  /** The rows of a fact that has no value to look at. */
  record Unknown(int missing, int withheld) {
    /** For a column beside another of the same attribute, which says all there is to say. */
    static final Unknown SAID_ELSEWHERE = new Unknown(NONE, NONE);
  }

  /** The column of a single-valued attribute, with a row for each code. */
  static Column ofCodes(int attribute, int[] rows, Unknown unknown) {
    return new Column(attribute, 0, CODES, rows, unknown);
  }

  /**
   * A column of a choices attribute, with a row for each combination of the labels from {@code
   * shift} on that are in {@code mask}.
   */
  static Column ofLabels(int attribute, int shift, int[] rows, Unknown unknown) {
    return new Column(attribute, shift, rows.length - 1, rows, unknown);
  }

  int row(Facts facts) {
    return switch (facts.standing(attribute)) {
      case KNOWN ->
          rows[
              mask == CODES
                  ? facts.code(attribute)
                  : (int) (facts.labels(attribute) >>> shift) & mask];
      case MISSING -> missing;
      case WITHHELD -> withheld;
    };
  }

  /** How many bytes its own table takes. */
  long bytes() {
    return (long) Integer.BYTES * rows.length;
  }
}
