package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.engine.index.Filing.Group;
import dev.mien.engine.membership.Membership;

/**
 * What is left of a group that is larger than most: for each state of its columns all words in one
 * row, and of each row a summary, which says what words are not zero.
 */
final class LargeGroup {
  private final int column;
  private final int partner;
  private final int from;
  private final int rowWords;

  /** How many words a bit of a summary stands for. */
  private final int span;

  /** By slot of the column, a row; and after those by slot of the partner. */
  private final long[] words;

  private final int partnerStart;

  LargeGroup(Filing filing, Group group, int from) {
    this.column = group.column();
    this.partner = group.isAlone() ? group.column() : group.partner();
    this.from = from;
    this.rowWords = (group.to() - from + Long.SIZE - 1) / Long.SIZE;
    this.span = (rowWords + Long.SIZE - 1) / Long.SIZE;
    int size = slots(filing, column) * rowWords;
    this.partnerStart = group.isAlone() ? 0 : size;
    this.words = new long[partnerStart + slots(filing, partner) * rowWords];
    for (int posting = from; posting < group.to(); posting++) {
      fill(filing.anchor(posting), 0, posting);
      if (!group.isAlone()) {
        fill(filing.partner(posting), partnerStart, posting);
      }
    }
  }

  private static int slots(Filing filing, int column) {
    return RowPicker.KNOWN_SLOT + filing.columns().all().get(column).states();
  }

  private void fill(Anchor anchor, int start, int posting) {
    long bit = 1L << (posting - from);
    int word = start + ((posting - from) >> 6);
    anchor.eachSlot(slot -> words[word + slot * rowWords] |= bit);
  }

  /** The bit of a summary that this posting sets. */
  long summary(int posting) {
    return 1L << (((posting - from) >> 6) / span);
  }

  /**
   * Adds what is left to the candidates, and says how many there are now.
   *
   * @param summary what words can have any
   */
  int match(long summary, int found, Postings postings, Room room, Membership.Scratch scratch) {
    int count = found;
    int left = room.slots[column] * rowWords;
    int right = partnerStart + room.slots[partner] * rowWords;
    for (long bits = summary; bits != 0; bits &= bits - 1) {
      int word = Long.numberOfTrailingZeros(bits) * span;
      int end = Math.min(word + span, rowWords);
      for (; word < end; word++) {
        count = room.spread(words[left + word] & words[right + word], from + (word << 6), count);
        count = postings.verifyIfMany(count, room, scratch);
      }
    }
    return count;
  }

  long bytes() {
    return (long) Long.BYTES * words.length;
  }
}
