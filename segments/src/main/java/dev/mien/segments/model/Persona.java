package dev.mien.segments.model;

import dev.mien.segments.source.Span;
import java.time.Duration;
import java.util.List;

/**
 * A sample visit with a name, and the segments that it is expected in. An author makes it up; no
 * visitor is behind it.
 *
 * @param title what people call it
 * @param signals at most one for an attribute
 * @param events in the order they happen
 * @param consent the positions of the purposes that it allows, as bits
 * @param expectations at most one for a segment
 */
public record Persona(
    PersonaName name,
    String title,
    List<Signal> signals,
    List<Happening> events,
    long consent,
    List<Expectation> expectations) {
  public Persona {
    signals = List.copyOf(signals);
    events = List.copyOf(events);
    expectations = List.copyOf(expectations);
  }

  /**
   * What it says of one attribute.
   *
   * @param code the code of a single-valued attribute; 0 of others
   * @param labels the labels of a choices attribute as bits; 0 of others
   */
  public record Signal(int attribute, int code, long labels) {}

  /**
   * An event that happens.
   *
   * @param fields those that it carries; at most one value for a field
   * @param after how long after what came before it
   */
  public record Happening(int event, List<FieldValue> fields, Duration after) {
    public Happening {
      fields = List.copyOf(fields);
    }
  }

  /**
   * What an event says in one field.
   *
   * @param field its position in the event
   * @param value the code of a choice or a flag, the number itself otherwise
   */
  public record FieldValue(int field, double value) {}

  /**
   * Whether it is expected in a segment.
   *
   * @param segment its position in the model
   * @param written where the author says so, for what there is to say of it
   */
  public record Expectation(int segment, Side side, Span written) {}

  /** The two sides of a segment. */
  public enum Side {
    IN,
    NOT_IN
  }
}
