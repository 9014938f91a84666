package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import java.util.Arrays;
import java.util.BitSet;

public final class MatchIndex {
  private final Column[] columns;
  private final long[] rows;
  private final long[] summaries;
  private final int words;
  private final int summaryWords;
  private final int[] segmentOf;
  private final int segments;

  private MatchIndex(Program program) {
    IndexBuilder builder = new IndexBuilder(program);
    this.words = builder.words();
    this.summaryWords = (words + Long.SIZE - 1) / Long.SIZE;
    this.columns = builder.columns().toArray(Column[]::new);
    this.rows = builder.rows();
    this.summaries = summaries();
    this.segmentOf = builder.segments();
    this.segments = program.model().segments().size();
  }

  private long[] summaries() {
    int count = words == 0 ? 0 : rows.length / words;
    long[] summary = new long[count * summaryWords];
    for (int row = 0; row < count; row++) {
      for (int word = 0; word < words; word++) {
        if (rows[row * words + word] != 0) {
          summary[row * summaryWords + (word >> 6)] |= 1L << word;
        }
      }
    }
    return summary;
  }

  public static MatchIndex of(Program program) {
    return new MatchIndex(program);
  }

  public Matcher matcher() {
    return new Matcher(this);
  }

  /** The positions of the segments that admit these facts; allocates. */
  public BitSet admitted(Facts facts) {
    return matcher().match(facts).toBitSet();
  }

  int segments() {
    return segments;
  }

  int columns() {
    return columns.length;
  }

  void match(Facts facts, int[] picked, Membership.Scratch scratch) {
    int count = 0;
    for (Column column : columns) {
      int row = column.row(facts);
      if (row != Column.NONE) {
        picked[count++] = row;
      }
    }
    if (count == 0) {
      picked[count++] = 0;
    }
    for (int block = 0; block < summaryWords; block++) {
      long live = -1;
      for (int i = 0; i < count && live != 0; i++) {
        live &= summaries[picked[i] * summaryWords + block];
      }
      for (; live != 0; live &= live - 1) {
        int word = block << 6 | Long.numberOfTrailingZeros(live);
        long hits = -1;
        for (int i = 0; i < count && hits != 0; i++) {
          hits &= rows[picked[i] * words + word];
        }
        for (; hits != 0; hits &= hits - 1) {
          scratch.admit(segmentOf[word << 6 | Long.numberOfTrailingZeros(hits)]);
        }
      }
    }
  }

  public long bytes() {
    return 8L * (rows.length + summaries.length)
        + 4L * segmentOf.length
        + Arrays.stream(columns).mapToLong(Column::bytes).sum();
  }
}
