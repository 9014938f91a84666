package dev.mien.api.fit;

import dev.mien.api.discovery.PatternTable;
import dev.mien.api.replay.Gathered;
import dev.mien.api.replay.Replayed.Lines;
import dev.mien.engine.discovery.Column;
import dev.mien.engine.discovery.Patterns.Pattern;
import dev.mien.segments.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The sessions of a table of pattern counts by their traits. */
final class FromCounts {
  private final Fits.Request request;
  private final Model model;

  FromCounts(Fits.Request request, Model model) {
    this.request = request;
    this.model = model;
  }

  /** What came of it. */
  sealed interface Outcome {
    record Done(Collecting collecting, Gathered gathered) implements Outcome {}

    /** The table is none that could be fitted to. */
    record Unfit(String why) implements Outcome {}
  }

  Outcome of(PatternTable.Reading.Found table) {
    String goal = request.gathering().outcome();
    if (!table.reached().containsKey(goal)) {
      return new Outcome.Unfit(
          "it has no column '"
              + goal
              + "' after 'sessions'"
              + (table.reached().isEmpty()
                  ? ""
                  : "; there are " + String.join(", ", table.reached().keySet())));
    }
    List<Column> columns = table.patterns().columns();
    Collecting collecting = new Collecting(request, 1);
    collecting.begin(model, columns.stream().map(Column::attribute).toList());
    Map<List<Long>, Long> reached = new HashMap<>();
    table
        .reached()
        .get(goal)
        .patterns()
        .forEach(pattern -> reached.put(pattern.values(), pattern.sessions()));
    long unsaid = 0;
    for (Pattern pattern : table.patterns().patterns()) {
      if (pattern.values().contains(Column.UNSAID)) {
        unsaid += pattern.sessions();
      } else {
        collecting.add(
            values(columns, pattern.values()),
            pattern.sessions(),
            reached.getOrDefault(pattern.values(), 0L));
      }
    }
    if (unsaid > 0) {
      collecting.leaveOut(unsaid + " sessions", "of which '*' says that not all is said");
    }
    return new Outcome.Done(collecting, gathered(table));
  }

  private static Gathered gathered(PatternTable.Reading.Found table) {
    return new Gathered(
        table.patterns().patterns().size(),
        table.patterns().sessions(),
        0,
        new Lines(0, List.of()),
        List.of(),
        List.of());
  }

  /** By the position of the attribute; none where it is missing. */
  private static Map<Integer, OptionalLong> values(List<Column> columns, List<Long> values) {
    Map<Integer, OptionalLong> known = HashMap.newHashMap(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      long value = values.get(i);
      known.put(
          columns.get(i).attribute(),
          value == Column.MISSING ? OptionalLong.empty() : OptionalLong.of(value));
    }
    return known;
  }
}
