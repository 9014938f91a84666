package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Event;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The codes of declared labels. */
final class Labels {
  private Labels() {}

  /** By label; empty where values have none. */
  static Map<String, Integer> of(Alphabet alphabet) {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> codes(labels);
      case Alphabet.Choices(var labels) -> codes(labels);
      case Alphabet.Numeric _, Alphabet.Flag _, Alphabet.Count _, Alphabet.Elapsed _ -> Map.of();
    };
  }

  /** By label; empty where values have none. */
  static Map<String, Integer> of(Event.Field field) {
    return switch (field) {
      case Event.Field.ChoiceField(_, var choice) -> codes(choice.labels());
      case Event.Field.NumberField _, Event.Field.FlagField _ -> Map.of();
    };
  }

  private static Map<String, Integer> codes(List<String> labels) {
    Map<String, Integer> codes = HashMap.newHashMap(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      codes.put(labels.get(i), i);
    }
    return Collections.unmodifiableMap(codes);
  }
}
