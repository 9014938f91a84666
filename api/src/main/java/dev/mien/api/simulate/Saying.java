package dev.mien.api.simulate;

import dev.mien.api.input.Kind;
import dev.mien.api.input.Numbers;
import dev.mien.api.simulate.Population.Say;
import dev.mien.engine.signal.SignalReader;
import java.util.List;

/** Gives what was drawn to a reader, in the type that each attribute takes. */
final class Saying {
  private Saying() {}

  /** Says the drawn values of a signal. */
  static void signal(SignalReader reader, Say say, List<String> values) {
    String pointer = "/signals/" + say.name();
    switch (say.kind()) {
      case Kind.Labels _ -> reader.labels(say.name(), values, pointer);
      case Kind.Label _ -> values.forEach(value -> reader.text(say.name(), value, pointer));
      case Kind.Amount _ ->
          values.forEach(value -> reader.number(say.name(), Numbers.parse(value), pointer));
      case Kind.YesNo _ ->
          values.forEach(value -> reader.flag(say.name(), Boolean.parseBoolean(value), pointer));
    }
  }

  /** Says the drawn value of a field of the event that was said last. */
  static void field(SignalReader reader, Say field, String value, String pointer) {
    String place = pointer + "/fields/" + field.name();
    switch (field.kind()) {
      case Kind.Label _, Kind.Labels _ -> reader.fieldText(field.name(), value, place);
      case Kind.Amount _ -> reader.fieldNumber(field.name(), Numbers.parse(value), place);
      case Kind.YesNo _ -> reader.fieldFlag(field.name(), Boolean.parseBoolean(value), place);
    }
  }
}
