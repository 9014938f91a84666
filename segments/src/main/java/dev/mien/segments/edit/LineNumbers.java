package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Line numbers of many places: each text is looked through once. */
public final class LineNumbers {
  private final Map<String, int[]> starts = new HashMap<>();

  /** The line that holds {@code offset}, counted from 1. */
  public int line(SourceText source, int offset) {
    int found = Arrays.binarySearch(starts(source), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of {@code offset} in its line, counted from 1 in UTF-16 units. */
  public int column(SourceText source, int offset) {
    return offset - starts(source)[line(source, offset) - 1] + 1;
  }

  private int[] starts(SourceText source) {
    return starts.computeIfAbsent(source.name(), _ -> startsOf(source.text()));
  }

  private static int[] startsOf(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }
}
