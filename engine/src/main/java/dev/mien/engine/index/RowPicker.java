package dev.mien.engine.index;

import dev.mien.engine.index.Column.OfCodes;
import dev.mien.engine.index.Column.OfLabels;
import dev.mien.engine.index.Column.OfScore;
import dev.mien.segments.model.Facts;
import java.util.List;

/**
 * Which rows of an index facts pick, and what tests see of them.
 *
 * <p>Whether a fact is known differs from session to session at random, so a branch on it is
 * guessed wrong half of the time, and there are dozens. Hence no branches: the state of a fact
 * selects a slot, and a row that nothing is filed under is written and then overwritten.
 */
final class RowPicker {
  /** The slots of a column: withheld, missing, each state of a known value, and what is beyond. */
  static final int WITHHELD_SLOT = 0;

  static final int MISSING_SLOT = 1;
  static final int KNOWN_SLOT = 2;
  static final int BEYOND_SLOT = KNOWN_SLOT + Long.SIZE;
  static final int SLOTS = BEYOND_SLOT + 1;

  /** No row: nothing is filed under this state. */
  static final int NONE = -1;

  /** By slot, the bit of its code. */
  private static final long[] BIT = new long[SLOTS];

  /** By how a score comes out, its slot. */
  private static final int[] SCORE_SLOT = new int[3];

  static {
    for (int code = 0; code < Long.SIZE; code++) {
      BIT[KNOWN_SLOT + code] = 1L << code;
    }
    SCORE_SLOT[Scoring.SHORT] = KNOWN_SLOT + Scoring.SHORT;
    SCORE_SLOT[Scoring.ENOUGH] = KNOWN_SLOT + Scoring.ENOUGH;
    SCORE_SLOT[Scoring.OPEN] = WITHHELD_SLOT;
  }

  /** By column, the position of its attribute, or the place of its score. */
  private final int[] attributes;

  /** By column of codes, those of its alphabet. */
  private final long[] alphabets;

  /** By column of labels, its groups. */
  private final long[] groups;

  /** By column and slot. */
  private final int[] rows;

  private final int paired;
  private final int pairedCodes;
  private final int codes;
  private final int beforeScores;
  private final int[] viewed;
  private final View[] views;

  /**
   * @param scoresAt the position of the first score among the alphabets
   * @param rows by column and slot, where each begins
   * @param views what tests see beyond the values of the columns
   */
  RowPicker(Filing filing, int scoresAt, int[] rows, List<LiteralPart> views) {
    List<Column> columns = filing.columns().all();
    this.rows = rows;
    this.paired = filing.columns().paired();
    this.attributes = new int[columns.size()];
    this.alphabets = new long[columns.size()];
    this.groups = new long[columns.size() * OfLabels.GROUPS_MAX];
    for (int i = 0; i < attributes.length; i++) {
      Column column = columns.get(i);
      attributes[i] = column.attribute();
      switch (column) {
        case OfCodes _ -> alphabets[i] = -1L >>> (Long.SIZE - column.states());
        case OfScore _ -> attributes[i] -= scoresAt;
        case OfLabels(_, List<Long> each) -> {
          for (int bit = 0; bit < each.size(); bit++) {
            groups[i * OfLabels.GROUPS_MAX + bit] = each.get(bit);
          }
        }
      }
    }
    this.pairedCodes =
        paired
            - (int) columns.subList(0, paired).stream().filter(OfLabels.class::isInstance).count();
    this.beforeScores =
        (int) columns.stream().filter(column -> !(column instanceof OfScore)).count();
    this.codes =
        paired
            + (int)
                columns.subList(paired, columns.size()).stream()
                    .filter(OfCodes.class::isInstance)
                    .count();
    this.viewed = views.stream().mapToInt(LiteralPart::attribute).toArray();
    this.views = views.stream().map(LiteralPart::view).toArray(View[]::new);
  }

  /** Writes what these facts pick and what tests see of them. */
  void pick(Facts facts, Room room) {
    int count = pickByCode(facts, 0, pairedCodes, 0, room);
    count = pickByLabels(facts, pairedCodes, paired, count, room);
    room.pairable = count;
    count = pickByCode(facts, paired, codes, count, room);
    count = pickByLabels(facts, codes, beforeScores, count, room);
    room.picked = pickByScore(count, room);
    view(facts, room.values);
  }

  private int pickByCode(Facts facts, int from, int to, int picked, Room room) {
    int count = picked;
    for (int column = from; column < to; column++) {
      int slot = Math.min(KNOWN_SLOT + facts.state(attributes[column]), BEYOND_SLOT);
      int row = rows[column * SLOTS + slot];
      room.values[column] = BIT[slot] & alphabets[column];
      room.slots[column] = slot;
      room.columns[count] = column;
      room.rows[count] = row;
      count += ~row >>> 31;
    }
    return count;
  }

  private int pickByLabels(Facts facts, int from, int to, int picked, Room room) {
    int count = picked;
    for (int column = from; column < to; column++) {
      int attribute = attributes[column];
      int unknown = Math.min(0, facts.state(attribute));
      long labels = facts.labels(attribute) & ~(unknown >> 31);
      int slot = KNOWN_SLOT + unknown + combination(labels, column * OfLabels.GROUPS_MAX);
      int row = rows[column * SLOTS + slot];
      room.values[column] = labels;
      room.slots[column] = slot;
      room.columns[count] = column;
      room.rows[count] = row;
      count += ~row >>> 31;
    }
    return count;
  }

  private int combination(long labels, int firstGroup) {
    int combination = 0;
    for (int bit = 0; bit < OfLabels.GROUPS_MAX; bit++) {
      long some = labels & groups[firstGroup + bit];
      combination |= (int) ((some | -some) >>> 63) << bit;
    }
    return combination;
  }

  private int pickByScore(int picked, Room room) {
    int count = picked;
    for (int column = beforeScores; column < attributes.length; column++) {
      int slot = SCORE_SLOT[room.outcomes[attributes[column]]];
      int row = rows[column * SLOTS + slot];
      room.values[column] = BIT[slot];
      room.slots[column] = slot;
      room.columns[count] = column;
      room.rows[count] = row;
      count += ~row >>> 31;
    }
    return count;
  }

  private void view(Facts facts, long[] values) {
    int next = attributes.length;
    for (int i = 0; i < viewed.length; i++) {
      int column = viewed[i];
      int state = facts.state(attributes[column]);
      long known = ~(state >> 31);
      long missing = state == MISSING_SLOT - KNOWN_SLOT ? -1 : 0;
      values[next++] =
          switch (views[i]) {
            case VALUE -> values[column];
            case LACKING -> ~values[column] & known;
            case VALUE_OR_MISSING -> values[column] | missing;
            case MISSING -> missing;
            case KNOWN -> known;
          };
    }
    values[next] = -1;
  }

  long bytes() {
    return (long) Integer.BYTES * (attributes.length + rows.length + 2L * viewed.length)
        + (long) Long.BYTES * (alphabets.length + groups.length);
  }
}
