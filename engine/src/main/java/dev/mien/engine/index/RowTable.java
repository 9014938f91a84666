package dev.mien.engine.index;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of an index under construction, each kept once however many codes pick it. */
final class RowTable {
  /** Buffers, because those are equal where their content is. */
  private final Map<LongBuffer, Integer> numbers = new HashMap<>();

  private final List<long[]> rows = new ArrayList<>();

  /**
   * @param all the row that rules nothing out: row 0, and {@link Column#NONE} to all who ask for it
   */
  RowTable(long[] all) {
    rows.add(all);
    numbers.put(LongBuffer.wrap(all), Column.NONE);
  }

  /** The number of this row, which nobody changes from now on. */
  int number(long[] row) {
    return numbers.computeIfAbsent(
        LongBuffer.wrap(row),
        _ -> {
          rows.add(row);
          return rows.size() - 1;
        });
  }

  /** By number. */
  List<long[]> rows() {
    return rows;
  }
}
