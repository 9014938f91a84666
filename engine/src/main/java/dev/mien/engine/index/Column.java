package dev.mien.engine.index;

import java.util.List;

/**
 * The numbers of the rows that the states of one attribute pick, or those of a few labels of one.
 */
sealed interface Column {
  /** The number that stands for the row that rules nothing out: nobody need look at it. */
  int NONE = -1;

  /** The position of the attribute. */
  int attribute();

  /** The row of a missing fact. */
  int missing();

  /** The row of a withheld fact. */
  int withheld();

  /** By code, or by combination of labels, the row of a known fact. */
  List<Integer> known();

  /** A single-valued attribute. */
  record OfCodes(int attribute, int missing, int withheld, List<Integer> known) implements Column {
    public OfCodes {
      known = List.copyOf(known);
    }
  }

  /**
   * A score: its outcome picks the row.
   *
   * @param attribute the place of the score, not the position of an attribute
   */
  record OfScore(int attribute, int withheld, List<Integer> known) implements Column {
    public OfScore {
      known = List.copyOf(known);
    }

    /** A score is never missing. */
    @Override
    public int missing() {
      return withheld;
    }
  }

  /**
   * The labels of a choices attribute from {@code shift} on, {@value #LABELS} of them.
   *
   * <p>An attribute that takes several columns says in the first what it is to be missing or
   * withheld; the others pick {@link #NONE} then.
   */
  record OfLabels(int attribute, int missing, int withheld, List<Integer> known, int shift)
      implements Column {
    /**
     * How many labels are looked at together. Each combination is a row: one label more makes twice
     * the rows of a column, one less makes more columns to look at.
     */
    static final int LABELS = 4;

    static final int COMBINATIONS = 1 << LABELS;

    public OfLabels {
      known = List.copyOf(known);
    }
  }
}
