package dev.mien.engine.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders of figures. */
final class Sorting {
  private Sorting() {}

  /** The places of {@code values} from the least to the greatest; equal ones keep their order. */
  static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(at -> values[at]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
