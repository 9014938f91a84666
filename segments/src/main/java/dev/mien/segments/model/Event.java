package dev.mien.segments.model;

import java.util.List;

/**
 * Something that can happen in a session, with the fields it may carry.
 *
 * @param goal whether it is an outcome that consent may end with and offers are judged by
 */
public record Event(EventName name, Role goal, List<Field> fields) {
  /** Whether an event is an outcome. */
  public enum Role {
    STEP,
    GOAL
  }

  public Event {
    fields = List.copyOf(fields);
  }

  /** One thing an event says; read when measures fold, then dropped. */
  public sealed interface Field {
    String name();

    record ChoiceField(String name, Alphabet.Choice choice) implements Field {}

    record NumberField(String name, String unit) implements Field {}

    record FlagField(String name) implements Field {}
  }
}
