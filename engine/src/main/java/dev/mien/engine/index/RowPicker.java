package dev.mien.engine.index;

import dev.mien.engine.index.Column.OfCodes;
import dev.mien.engine.index.Column.OfLabels;
import dev.mien.engine.index.Column.OfScore;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Standing;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows of an index facts pick: where each begins in the array of all rows.
 *
 * <p>Whether a fact is known differs from session to session at random, so a branch on it is
 * guessed wrong half of the time, and there are dozens. Hence no branches: the standing of a fact
 * selects a slot, the code is masked away unless it is known, and a row that rules nothing out is
 * written and then overwritten. {@code MatchBenchmark} has the whole of picking at 90 ns for 63
 * columns, where asking column by column took 320.
 */
// Ordinals only select among constants of this class; they are neither kept nor sent.
@SuppressWarnings("EnumOrdinal")
final class RowPicker {
  /** The slots of a column: one for missing, one for withheld, then one for each value. */
  private static final int MISSING_SLOT = 0;

  private static final int WITHHELD_SLOT = 1;
  private static final int KNOWN_SLOT = 2;
  private static final int CODE_SLOTS = KNOWN_SLOT + Alphabet.CODES_MAX;
  private static final int LABEL_SLOTS = KNOWN_SLOT + OfLabels.COMBINATIONS;

  /** By standing, the first slot. */
  private static final int[] SLOT = new int[Standing.values().length];

  /** By standing, the bits of a code or of a combination of labels that count. */
  private static final int[] CODE_MASK = new int[Standing.values().length];

  private static final int[] LABEL_MASK = new int[Standing.values().length];

  static {
    SLOT[Standing.MISSING.ordinal()] = MISSING_SLOT;
    SLOT[Standing.WITHHELD.ordinal()] = WITHHELD_SLOT;
    SLOT[Standing.KNOWN.ordinal()] = KNOWN_SLOT;
    CODE_MASK[Standing.KNOWN.ordinal()] = Alphabet.CODES_MAX - 1;
    LABEL_MASK[Standing.KNOWN.ordinal()] = OfLabels.COMBINATIONS - 1;
  }

  private static final int SCORE_SLOTS = 3;

  private final int[] codeAttributes;
  private final int[] codeSlots;
  private final int[] labelAttributes;
  private final int[] labelShifts;
  private final int[] labelSlots;
  private final int[] scorePlaces;
  private final int[] scoreSlots;

  /**
   * @param stride how far rows stand apart
   */
  RowPicker(List<Column> columns, int stride) {
    List<OfCodes> ofCodes =
        columns.stream().filter(OfCodes.class::isInstance).map(OfCodes.class::cast).toList();
    List<OfLabels> ofLabels =
        columns.stream().filter(OfLabels.class::isInstance).map(OfLabels.class::cast).toList();
    codeAttributes = ofCodes.stream().mapToInt(Column::attribute).toArray();
    codeSlots = slots(ofCodes, CODE_SLOTS, stride);
    labelAttributes = ofLabels.stream().mapToInt(Column::attribute).toArray();
    labelShifts = ofLabels.stream().mapToInt(OfLabels::shift).toArray();
    labelSlots = slots(ofLabels, LABEL_SLOTS, stride);
    List<OfScore> ofScores =
        columns.stream().filter(OfScore.class::isInstance).map(OfScore.class::cast).toList();
    scorePlaces = ofScores.stream().mapToInt(Column::attribute).toArray();
    scoreSlots = new int[ofScores.size() * SCORE_SLOTS];
    for (int i = 0; i < ofScores.size(); i++) {
      OfScore score = ofScores.get(i);
      for (int outcome = Scoring.SHORT; outcome <= Scoring.ENOUGH; outcome++) {
        scoreSlots[i * SCORE_SLOTS + outcome] = place(score.known().get(outcome), stride);
      }
      scoreSlots[i * SCORE_SLOTS + Scoring.OPEN] = place(score.withheld(), stride);
    }
  }

  /** How many rows can be picked at the most. */
  int columns() {
    return codeAttributes.length + labelAttributes.length + scorePlaces.length;
  }

  /**
   * Writes where the rows begin to {@code picked}, which has room for one more than there are
   * columns, and says how many there are.
   *
   * @param outcomes how the scores came out, by their places
   */
  int pick(Facts facts, byte[] outcomes, int[] picked) {
    int count = 0;
    for (int i = 0; i < scorePlaces.length; i++) {
      int row = scoreSlots[i * SCORE_SLOTS + outcomes[scorePlaces[i]]];
      picked[count] = row;
      count += ~row >>> 31;
    }
    for (int i = 0; i < codeAttributes.length; i++) {
      int attribute = codeAttributes[i];
      int standing = facts.standing(attribute).ordinal();
      int value = facts.code(attribute) & CODE_MASK[standing];
      int row = codeSlots[i * CODE_SLOTS + SLOT[standing] + value];
      picked[count] = row;
      count += ~row >>> 31;
    }
    for (int i = 0; i < labelAttributes.length; i++) {
      int attribute = labelAttributes[i];
      int standing = facts.standing(attribute).ordinal();
      int value = (int) (facts.labels(attribute) >>> labelShifts[i]) & LABEL_MASK[standing];
      int row = labelSlots[i * LABEL_SLOTS + SLOT[standing] + value];
      picked[count] = row;
      count += ~row >>> 31;
    }
    return count;
  }

  long bytes() {
    return (long) Integer.BYTES
        * (codeAttributes.length
            + codeSlots.length
            + labelAttributes.length
            + labelShifts.length
            + labelSlots.length
            + scorePlaces.length
            + scoreSlots.length);
  }

  private static int[] slots(List<? extends Column> columns, int slotsEach, int stride) {
    int[] slots = new int[columns.size() * slotsEach];
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int first = i * slotsEach;
      // A code beyond the alphabet is a broken promise of the facts, and admits to nothing.
      Arrays.fill(slots, first, first + slotsEach, place(column.withheld(), stride));
      slots[first + MISSING_SLOT] = place(column.missing(), stride);
      for (int value = 0; value < column.known().size(); value++) {
        slots[first + KNOWN_SLOT + value] = place(column.known().get(value), stride);
      }
    }
    return slots;
  }

  private static int place(int row, int stride) {
    return row == Column.NONE ? Column.NONE : row * stride;
  }
}
