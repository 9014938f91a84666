package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.engine.index.Filing.Group;
import dev.mien.engine.membership.Membership;
import java.util.List;

/**
 * The groups of postings filed under the same three columns, as bits: 32 postings are a word.
 *
 * <p>With very many segments a match by pairs waits for memory, five candidates of six being
 * fetched only to fail their next test. A third anchor spares these; in return there are more
 * looks, one for every three facts of a session. {@link Filing} weighs the two.
 *
 * <p>As in {@link Groups}, words stand in planes and a plane has a row for every state of a column;
 * a row has a word for every two other columns. The first row is empty, for states that nothing is
 * filed under.
 */
final class Triples {
  /** How many postings a word holds; twice as many were mostly empty and took twice the memory. */
  static final int WORD = Integer.SIZE;

  private static final int WORD_SHIFT = 5;

  private final int planes;
  private final int planeWords;

  /** By column that may be paired and slot, where its row begins in a plane. */
  private final int[] rows;

  /** By number of a group, its first posting. */
  private final int[] first;

  /** Plane after plane. */
  private final int[] words;

  Triples(Filing filing) {
    List<Group> groups = filing.triples();
    int paired = filing.columns().paired();
    this.rows = new int[paired * RowPicker.SLOTS];
    this.first = new int[groups.isEmpty() ? 0 : groups(paired)];
    int postings = 0;
    for (Group group : groups) {
      first[number(group.column(), group.partner(), group.third())] = group.from();
      postings = Math.max(postings, group.to() - group.from());
      for (int posting = group.from(); posting < group.to(); posting++) {
        ask(filing.anchor(posting), group.column());
        ask(filing.partner(posting), group.partner());
        ask(filing.third(posting), group.third());
      }
    }
    this.planes = (postings + WORD - 1) / WORD;
    this.planeWords = groups.isEmpty() ? 0 : placeRows(place(0, paired));
    this.words = new int[Math.multiplyExact(planeWords, planes)];
    for (Group group : groups) {
      for (int posting = group.from(); posting < group.to(); posting++) {
        fill(filing, group, posting);
      }
    }
  }

  /** How many groups so many columns make. */
  static int groups(int columns) {
    return columns < 3 ? 0 : number(0, 0, columns);
  }

  /** How many postings of a group are filed, for so many conjunctions: whole words, mostly full. */
  static int room(int conjunctions, int columns) {
    return WORD * (1 + conjunctions / (2 * WORD) / Math.max(1, groups(columns)));
  }

  /** Gives each row that is asked for its place, and says how many words all take. */
  private int placeRows(int rowWords) {
    int next = rowWords;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != 0) {
        rows[i] = next;
        next += rowWords;
      }
    }
    return next;
  }

  /** The place in a row of two columns, the lesser first; of 0 and n, how many places n make. */
  private static int place(int less, int more) {
    return more * (more - 1) / 2 + less;
  }

  /** The number of a group; of 0, 0 and n, how many groups n columns make. */
  static int number(int column, int partner, int third) {
    return third * (third - 1) * (third - 2) / 6 + place(column, partner);
  }

  private void ask(Anchor anchor, int column) {
    int slots = column * RowPicker.SLOTS;
    anchor.eachSlot(slot -> rows[slots + slot] = 1);
  }

  private void fill(Filing filing, Group group, int posting) {
    int place = posting - group.from();
    int start = (place >> WORD_SHIFT) * planeWords;
    int bit = 1 << place;
    int column = group.column();
    int partner = group.partner();
    int third = group.third();
    fill(filing.anchor(posting), column, start + place(partner, third), bit);
    fill(filing.partner(posting), partner, start + place(column, third), bit);
    fill(filing.third(posting), third, start + place(column, partner), bit);
  }

  private void fill(Anchor anchor, int column, int place, int bit) {
    int slots = column * RowPicker.SLOTS;
    anchor.eachSlot(slot -> words[rows[slots + slot] + place] |= bit);
  }

  /** Admits to the segments of all postings that the picked rows leave and that hold. */
  void match(Postings postings, Room room, Membership.Scratch scratch) {
    if (planes == 0) {
      return;
    }
    for (int i = 0; i < room.pairable; i++) {
      int column = room.columns[i];
      room.tripleRows[i] = rows[column * RowPicker.SLOTS + room.slots[column]];
    }
    int count = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int third = 2; third < room.pairable; third++) {
        int hits = look(third, plane * planeWords, room);
        for (int i = 0; i < hits; i++) {
          int posting = first[room.groups[i]] + (plane << WORD_SHIFT);
          count = room.spread(room.words[i], posting, count);
          count = postings.verifyIfMany(count, room, scratch);
        }
      }
    }
    postings.verify(count, room, scratch);
  }

  /**
   * Writes the words of all pairs before one fact that are not zero, and says how many there are.
   */
  private int look(int at, int start, Room room) {
    int[] columnOf = room.columns;
    int[] rowOf = room.tripleRows;
    long[] found = room.words;
    int[] groups = room.groups;
    int third = columnOf[at];
    int places = place(0, third);
    int numbers = number(0, 0, third);
    int hits = 0;
    for (int j = 1; j < at; j++) {
      int partner = columnOf[j];
      int ofPartner = start + rowOf[j] + places;
      int ofThird = start + rowOf[at] + place(0, partner);
      int ofColumn = start + places + partner;
      int group = numbers + place(0, partner);
      for (int i = 0; i < j; i++) {
        int column = columnOf[i];
        int all = words[ofPartner + column] & words[ofThird + column] & words[rowOf[i] + ofColumn];
        found[hits] = Integer.toUnsignedLong(all);
        groups[hits] = group + column;
        hits += (all | -all) >>> 31;
      }
    }
    return hits;
  }

  long bytes() {
    return (long) Integer.BYTES * (words.length + first.length + rows.length);
  }
}
