package dev.mien.engine.discovery;

import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleFacts.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The facts of sessions that share a pattern, as far as it says anything. */
final class PatternFacts {
  private PatternFacts() {}

  static SampleFacts of(Patterns patterns, Patterns.Pattern pattern) {
    List<State> states =
        new ArrayList<>(Collections.nCopies(patterns.schema().attributes().size(), State.WITHHELD));
    for (int i = 0; i < patterns.columns().size(); i++) {
      long value = pattern.values().get(i);
      states.set(
          patterns.columns().get(i).attribute(),
          value == Column.UNSAID
              ? State.WITHHELD
              : value == Column.MISSING ? State.MISSING : known(patterns.columns().get(i), value));
    }
    return new SampleFacts(states);
  }

  private static State known(Column column, long value) {
    return switch (column) {
      case Column.Levels levels ->
          State.ofCode(Long.numberOfTrailingZeros(levels.levels().get((int) value)));
      case Column.Labels _ -> State.ofLabels(value);
    };
  }
}
