package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import java.util.BitSet;
import java.util.List;

/**
 * The immutable matching index of one program. For any number of threads, each with a {@link
 * Matcher} of its own.
 *
 * <h2>How it works</h2>
 *
 * <p>Number the conjunctions of the program. For every attribute and each state that it can be in
 * (each of its codes, missing, withheld) there is a <em>row</em>: a bit for every conjunction, set
 * where the conjunction does not mention the attribute or its literal holds of that state. Facts
 * pick one row for each attribute, and the conjunctions that hold are the bits left when these are
 * ANDed. A withheld fact picks the row of the conjunctions that do not mention it, so nothing it
 * could have said can admit. An attribute that no conjunction mentions has no rows and costs
 * nothing.
 *
 * <p>This is the bit-vector scheme of packet classification (T. V. Lakshman and D. Stiliadis,
 * High-Speed Policy-Based Packet Forwarding Using Efficient Multi-Dimensional Range Matching,
 * SIGCOMM 1998), and the idea by which QuickScorer walks tree ensembles without a branch (C.
 * Lucchese and others, QuickScorer: A Fast Algorithm to Rank Documents with Additive Ensembles of
 * Regression Trees, SIGIR 2015). There, finding the row of a value is the work; here an alphabet
 * has at most 64 codes, and the row of a code is one look-up.
 *
 * <p>A set of labels has too many states for a row each. Its labels are taken four at a time, with
 * a row for each of their sixteen combinations; a literal holds if it holds of every four.
 *
 * <p>What makes it quick beyond that:
 *
 * <ul>
 *   <li>Conjunctions are numbered so that those which the same facts rule out stand together
 *       ({@link Clustering}). Whole words of a row are then zero, and a <em>summary</em> in front
 *       of each row says which are not. The summaries are ANDed first, and only words that are left
 *       in all of them are looked at.
 *   <li>Where several words of a block of eight are left, the eight are ANDed at once: rows are
 *       read a cache line at a time, and the eight sums stay in registers.
 *   <li>No loop over rows ends early: that saves a quarter of the work, and costs more than it
 *       saves in branches guessed wrong.
 *   <li>Rows that are equal are stored once. Codes that no literal tells apart share their rows.
 * </ul>
 *
 * <p>{@code MatchBenchmark} is what these were chosen by. Testing what is left of a word one
 * conjunction at a time, by the rows that it mentions, was tried and dropped: it looks at half as
 * much and takes three times as long, for the same reason.
 *
 * <h2>What it costs</h2>
 *
 * <p>A match takes time in proportion to attributes mentioned times words left, and allocates
 * nothing. Memory is at most one bit for each conjunction and state: for n conjunctions n/8 bytes a
 * row, with codes + 2 rows for an attribute and 4 rows for a label. 2,400 conjunctions over 40
 * attributes take half a megabyte.
 */
public final class MatchIndex {
  /** Eight words are a cache line, and the bits of a byte in a summary. */
  private static final int BLOCK = 8;

  /** With so many words of a block left, the whole block costs less than the words one by one. */
  private static final int WORDS_WORTH_A_BLOCK = 4;

  private final Scoring scoring;
  private final RowPicker picker;

  /** Row after row: its summary first, then its words, filled up to whole blocks. */
  private final long[] rows;

  private final int summaryWords;
  private final int[] segmentOf;
  private final int segments;

  private MatchIndex(Program program) {
    IndexBuilder builder = new IndexBuilder(program);
    int blocks = (builder.words() + BLOCK - 1) / BLOCK;
    this.summaryWords = (builder.words() + Long.SIZE - 1) / Long.SIZE;
    int stride = summaryWords + blocks * BLOCK;
    this.rows = flat(builder.rows(), summaryWords, stride);
    this.scoring = new Scoring(program);
    this.picker = new RowPicker(builder.columns(), stride);
    this.segmentOf = builder.segments();
    this.segments = program.model().segments().size();
  }

  public static MatchIndex of(Program program) {
    return new MatchIndex(program);
  }

  /** A new matcher, for one thread. */
  public Matcher matcher() {
    return new Matcher(this);
  }

  /** The positions of the segments that admit these facts; for where it need not be quick. */
  public BitSet admitted(Facts facts) {
    return matcher().match(facts).toBitSet();
  }

  /** How many bytes the index takes. */
  public long bytes() {
    return (long) Long.BYTES * rows.length
        + (long) Integer.BYTES * segmentOf.length
        + picker.bytes()
        + scoring.bytes();
  }

  int segments() {
    return segments;
  }

  int columns() {
    return picker.columns();
  }

  Scoring scoring() {
    return scoring;
  }

  /**
   * Admits to the segments of the conjunctions that hold.
   *
   * @param outcomes how the scores came out for these facts
   * @param picked room to work in, for one more than there are columns
   */
  void match(Facts facts, byte[] outcomes, int[] picked, Membership.Scratch scratch) {
    int count = picker.pick(facts, outcomes, picked);
    if (count == 0) {
      // Nothing is ruled out: what is left is the first row, which says so.
      picked[count++] = 0;
    }
    for (int summary = 0; summary < summaryWords; summary++) {
      long left = and(summary, picked, count);
      while (left != 0) {
        int first = Long.numberOfTrailingZeros(left) & -BLOCK;
        long ofBlock = left & 0xFFL << first;
        left ^= ofBlock;
        int word = summary << 6 | first;
        if (Long.bitCount(ofBlock) >= WORDS_WORTH_A_BLOCK) {
          matchBlock(word, picked, count, scratch);
        } else {
          for (; ofBlock != 0; ofBlock &= ofBlock - 1) {
            int one = summary << 6 | Long.numberOfTrailingZeros(ofBlock);
            admit(one, and(summaryWords + one, picked, count), scratch);
          }
        }
      }
    }
  }

  /** The words that stand at {@code place} in the picked rows, ANDed. */
  private long and(int place, int[] picked, int count) {
    long left = -1;
    for (int i = 0; i < count; i++) {
      left &= rows[picked[i] + place];
    }
    return left;
  }

  /** Eight words at once. They are variables, not an array, so that they stay in registers. */
  private void matchBlock(int word, int[] picked, int count, Membership.Scratch scratch) {
    int place = summaryWords + word;
    long left0 = -1;
    long left1 = -1;
    long left2 = -1;
    long left3 = -1;
    long left4 = -1;
    long left5 = -1;
    long left6 = -1;
    long left7 = -1;
    for (int i = 0; i < count; i++) {
      int at = picked[i] + place;
      left0 &= rows[at];
      left1 &= rows[at + 1];
      left2 &= rows[at + 2];
      left3 &= rows[at + 3];
      left4 &= rows[at + 4];
      left5 &= rows[at + 5];
      left6 &= rows[at + 6];
      left7 &= rows[at + 7];
    }
    admit(word, left0, scratch);
    admit(word + 1, left1, scratch);
    admit(word + 2, left2, scratch);
    admit(word + 3, left3, scratch);
    admit(word + 4, left4, scratch);
    admit(word + 5, left5, scratch);
    admit(word + 6, left6, scratch);
    admit(word + 7, left7, scratch);
  }

  private void admit(int word, long conjunctions, Membership.Scratch scratch) {
    for (long left = conjunctions; left != 0; left &= left - 1) {
      scratch.admit(segmentOf[word << 6 | Long.numberOfTrailingZeros(left)]);
    }
  }

  private static long[] flat(List<long[]> rows, int summaryWords, int stride) {
    long[] flat = new long[Math.multiplyExact(rows.size(), stride)];
    for (int number = 0; number < rows.size(); number++) {
      long[] row = rows.get(number);
      int start = number * stride;
      for (int word = 0; word < row.length; word++) {
        if (row[word] != 0) {
          flat[start + (word >> 6)] |= 1L << word;
          flat[start + summaryWords + word] = row[word];
        }
      }
    }
    return flat;
  }
}
