package dev.mien.engine.counts;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Counts of decisions, summed over all sources, as far as they may leave. */
public final class CountReport {
  private CountReport() {}

  /** How counts are summed. */
  public enum By {
    /** Each hour for itself. */
    HOUR,
    /** All hours together. */
    ALL
  }

  /**
   * One sum.
   *
   * @param hour since the epoch; none where hours are summed
   */
  public record Row(OptionalLong hour, Cell cell, Shown shown) {}

  private record Group(OptionalLong hour, Cell cell) {}

  /**
   * The sums by hour and by name; what is below {@code minimum} is withheld, what is 0 left out.
   */
  public static List<Row> rows(Map<CountKey, CountVector> vectors, By by, int minimum) {
    Map<Group, Long> sums = new HashMap<>();
    vectors.forEach(
        (key, vector) -> {
          OptionalLong hour =
              switch (by) {
                case HOUR -> OptionalLong.of(key.hour());
                case ALL -> OptionalLong.empty();
              };
          vector
              .counts()
              .forEach((cell, count) -> sums.merge(new Group(hour, cell), count, Long::sum));
        });
    return sums.entrySet().stream()
        .map(
            sum ->
                new Row(
                    sum.getKey().hour(), sum.getKey().cell(), Shown.of(sum.getValue(), minimum)))
        .sorted(
            Comparator.comparingLong((Row row) -> row.hour().orElse(0))
                .thenComparing(Row::cell, Cell.BY_NAME))
        .toList();
  }
}
