package dev.mien.engine.discovery;

import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many sessions share which pattern: the only thing that is known of sessions here. Patterns
 * are in one order whatever order sessions came in, so that the same counts give the same result.
 *
 * @param columns what a pattern is made of
 * @param patterns each combination of values once
 */
public record Patterns(Schema schema, List<Column> columns, List<Pattern> patterns) {
  private static final Comparator<Pattern> ORDER =
      (one, other) -> {
        for (int i = 0; i < one.values.size(); i++) {
          int order = Long.compare(one.values.get(i), other.values.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  public Patterns {
    columns = List.copyOf(columns);
    patterns = patterns.stream().sorted(ORDER).toList();
  }

  /**
   * A combination of values.
   *
   * @param values by column
   * @param sessions that share it
   */
  public record Pattern(List<Long> values, long sessions) {
    public Pattern {
      values = List.copyOf(values);
      if (sessions < 0) {
        throw new IllegalArgumentException("sessions are counted from 0; got " + sessions);
      }
    }
  }

  public long sessions() {
    return patterns.stream().mapToLong(Pattern::sessions).sum();
  }

  /** The name of a column's attribute. */
  public String name(Column column) {
    return schema.attributes().get(column.attribute()).name().text();
  }

  /** The same sessions by columns that tell fewer codes apart, and maybe by fewer columns. */
  public Patterns at(List<Column> coarser) {
    int[] places = coarser.stream().mapToInt(this::place).toArray();
    Counter counter = new Counter(schema, coarser);
    for (Pattern pattern : patterns) {
      counter.add(
          IntStream.range(0, places.length)
              .mapToObj(
                  i ->
                      coarser.get(i).coarser(columns.get(places[i]), pattern.values.get(places[i])))
              .toList(),
          pattern.sessions);
    }
    return counter.patterns();
  }

  private int place(Column wanted) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).attribute() == wanted.attribute()) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no column of attribute " + wanted.attribute());
  }

  /** Counts sessions by pattern. For one thread. */
  public static final class Counter {
    private final Schema schema;
    private final List<Column> columns;
    private final Map<List<Long>, Long> counts = new HashMap<>();

    public Counter(Schema schema, List<Column> columns) {
      this.schema = schema;
      this.columns = List.copyOf(columns);
    }

    /** One session more. */
    public void add(Facts facts) {
      List<Long> values = new ArrayList<>(columns.size());
      columns.forEach(column -> values.add(column.value(facts)));
      add(values, 1);
    }

    /** So many sessions more with these values, by column. */
    public void add(List<Long> values, long sessions) {
      counts.merge(List.copyOf(values), sessions, Long::sum);
    }

    public Patterns patterns() {
      return new Patterns(
          schema,
          columns,
          counts.entrySet().stream()
              .map(entry -> new Pattern(entry.getKey(), entry.getValue()))
              .toList());
    }
  }
}
