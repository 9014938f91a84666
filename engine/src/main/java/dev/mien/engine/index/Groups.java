package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.engine.index.Filing.Group;
import dev.mien.engine.membership.Membership;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of postings filed under the same columns, as bits: 64 postings are a word, and each
 * state of a column has the word of those that it leaves possible.
 *
 * <p>Words stand in planes. A plane has a row for every state of every column, and a row a word for
 * every partner of the column, and one for what is filed under the column alone. The first 64
 * postings of each group make the first plane, the next 64 the second. To look at a plane is one
 * loop over the pairs of columns that the session has, two loads for each, without a branch: on
 * which groups it finds something differs from session to session and would be guessed wrong.
 *
 * <p>A plane pays where a good part of the groups reach it. What the last plane has no room for is
 * entered group by group: instead of a word, it holds a summary of all words that are left.
 */
final class Groups {
  /** A plane is made while at least one of so many groups reaches it. */
  private static final int GROUPS_PER_PLANE = 3;

  /** Beyond so many planes, looking at each takes longer than entering the groups. */
  private static final int PLANES_MAX = 6;

  private final int columns;
  private final int paired;
  private final int planes;
  private final int planeWords;

  /** By column and slot, where its row begins in a plane, or {@link RowPicker#NONE}. */
  private final int[] rows;

  /** Plane after plane. */
  private final long[] words;

  /** By group, its first posting. */
  private final int[] first;

  /** The same of what is left for the last plane, or ~ the number of a large group. */
  private final int[] last;

  private final LargeGroup[] large;

  /**
   * @param rows of all groups of the index
   */
  Groups(Filing filing, Rows rows, List<Group> groups) {
    this.columns = filing.columns().all().size();
    this.paired = filing.columns().paired();
    this.rows = rows.starts();
    this.planeWords = rows.words();
    this.planes = planes(groups);
    this.words = new long[Math.multiplyExact(planeWords, planes)];
    this.first = new int[groups.isEmpty() ? 0 : columns + paired * paired];
    this.last = new int[first.length];
    List<LargeGroup> tooLarge = new ArrayList<>();
    for (Group group : groups) {
      int number = number(group);
      first[number] = group.from();
      last[number] = group.from() + ((planes - 1) << 6);
      if (group.words() > planes) {
        tooLarge.add(new LargeGroup(filing, group, last[number]));
        last[number] = -tooLarge.size();
      }
    }
    this.large = tooLarge.toArray(LargeGroup[]::new);
    for (Group group : groups) {
      for (int posting = group.from(); posting < group.to(); posting++) {
        fill(filing, group, posting);
      }
    }
  }

  private static int planes(List<Group> groups) {
    int planes = groups.isEmpty() ? 0 : 1;
    while (planes < PLANES_MAX) {
      int reached = planes;
      long beyond = groups.stream().filter(group -> group.words() > reached).count();
      if (beyond == 0 || beyond * GROUPS_PER_PLANE < groups.size()) {
        return planes;
      }
      planes++;
    }
    return planes;
  }

  private int number(Group group) {
    return group.isAlone() ? group.column() : columns + group.column() * paired + group.partner();
  }

  private void fill(Filing filing, Group group, int posting) {
    int place = posting - group.from();
    int plane = Math.min(place >> 6, planes - 1);
    int last = this.last[number(group)];
    boolean summed = plane == planes - 1 && last < 0;
    long bit = summed ? large[~last].summary(posting) : 1L << place;
    int start = plane * planeWords;
    int alone = group.column() < paired ? paired : 0;
    fill(
        filing.anchor(posting),
        group.column(),
        start + (group.isAlone() ? alone : group.partner()),
        bit);
    if (!group.isAlone()) {
      fill(filing.partner(posting), group.partner(), start + group.column(), bit);
    }
  }

  private void fill(Anchor anchor, int column, int place, long bit) {
    int slots = column * RowPicker.SLOTS;
    anchor.eachSlot(slot -> words[rows[slots + slot] + place] |= bit);
  }

  /** Admits to the segments of all postings that the picked rows leave and that hold. */
  void match(Postings postings, Room room, Membership.Scratch scratch) {
    if (planes == 0) {
      return;
    }
    int count = 0;
    for (int plane = 0; plane < planes - 1; plane++) {
      int hits = look(plane * planeWords, room);
      for (int i = 0; i < hits; i++) {
        count = room.spread(room.words[i], first[room.groups[i]] + (plane << 6), count);
        count = postings.verifyIfMany(count, room, scratch);
      }
    }
    int hits = look((planes - 1) * planeWords, room);
    for (int i = 0; i < hits; i++) {
      int posting = last[room.groups[i]];
      if (posting >= 0) {
        count = room.spread(room.words[i], posting, count);
        count = postings.verifyIfMany(count, room, scratch);
      } else {
        count = large[~posting].match(room.words[i], count, postings, room, scratch);
      }
    }
    postings.verify(count, room, scratch);
  }

  /** Writes the words of a plane that are not zero, and says how many there are. */
  private int look(int start, Room room) {
    int[] columnOf = room.columns;
    int[] rowOf = room.rows;
    long[] found = room.words;
    int[] groups = room.groups;
    int pairable = room.pairable;
    int picked = room.picked;
    int hits = 0;
    for (int i = 0; i < pairable; i++) {
      int column = columnOf[i];
      int row = start + rowOf[i];
      int place = start + column;
      long alone = words[row + paired];
      found[hits] = alone;
      groups[hits] = column;
      hits += isSet(alone);
      int group = columns + column * paired;
      for (int j = i + 1; j < pairable; j++) {
        int partner = columnOf[j];
        long both = words[row + partner] & words[rowOf[j] + place];
        found[hits] = both;
        groups[hits] = group + partner;
        hits += isSet(both);
      }
    }
    for (int i = pairable; i < picked; i++) {
      long alone = words[start + rowOf[i]];
      found[hits] = alone;
      groups[hits] = columnOf[i];
      hits += isSet(alone);
    }
    return hits;
  }

  private static int isSet(long word) {
    return (int) ((word | -word) >>> 63);
  }

  long bytes() {
    return (long) Long.BYTES * words.length
        + (long) Integer.BYTES * (first.length + last.length)
        + Arrays.stream(large).mapToLong(LargeGroup::bytes).sum();
  }
}
