package dev.mien.api.replay;

import dev.mien.api.input.Kind;
import dev.mien.api.input.Numbers;
import dev.mien.api.replay.Cells.Condition;
import dev.mien.api.replay.Cells.Found;
import dev.mien.engine.signal.SignalReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;

/**
 * A mapping that fits its workspace and its file: what each row is read as.
 *
 * @param sessionKey the column that says which rows are one session; empty: each row is one
 * @param order the column whose numbers never fall within a session
 * @param columns what to call the places that notices point at
 */
record Plan(
    OptionalInt sessionKey,
    OptionalInt order,
    Mapping.Clock clock,
    List<String> consent,
    List<String> slots,
    List<Feed> signals,
    List<EventFeed> events,
    Map<String, String> columns) {
  /** Where notices about the key of a session point; a row without one is a session of its own. */
  static final String SESSIONS = "/sessions";

  Plan {
    consent = List.copyOf(consent);
    slots = List.copyOf(slots);
    signals = List.copyOf(signals);
    events = List.copyOf(events);
    columns = Map.copyOf(columns);
  }

  /** A signal or field, its place for notices, the type of its value and where that comes from. */
  record Feed(String name, String pointer, Kind kind, Cells cells) {}

  /** An event, and how often a row reports it. */
  record EventFeed(
      String type, String pointer, List<Condition> when, Optional<Times> times, List<Feed> fields) {
    EventFeed {
      when = List.copyOf(when);
      fields = List.copyOf(fields);
    }

    int times(CSVRecord row) {
      if (!Condition.allHold(when, row)) {
        return 0;
      }
      if (times.isEmpty()) {
        return 1;
      }
      double often = Numbers.parse(row.get(times.get().column()));
      return Double.isNaN(often) ? 0 : (int) Math.max(0, Math.min(often, times.get().upTo()));
    }
  }

  record Times(int column, int upTo) {}

  /** Gives what {@code row} says to {@code reader}, and what it fails to say to {@code drops}. */
  void feed(CSVRecord row, SignalReader reader, Drops drops) {
    for (Feed signal : signals) {
      give(signal, row, drops, new Sink.Signals(reader, signal.name(), signal.pointer()));
    }
    for (EventFeed event : events) {
      int times = event.times(row);
      for (int i = 0; i < times; i++) {
        reader.event(event.type(), event.pointer());
        for (Feed field : event.fields()) {
          give(field, row, drops, new Sink.Fields(reader, field.name(), field.pointer()));
        }
      }
    }
  }

  /** Whoever counts what a row failed to say. */
  interface Drops {
    void dropped(String code, String pointer);
  }

  private static void give(Feed feed, CSVRecord row, Drops drops, Sink sink) {
    switch (feed.cells().read(row)) {
      case Found.Dropped(var why) -> drops.dropped(why.code(), feed.pointer());
      case Found.Value(var texts) -> sink.take(feed.kind(), texts);
    }
  }

  /** Either half of a reader: its signals or its fields. */
  private sealed interface Sink {
    void text(String value);

    void number(double value);

    void flag(boolean value);

    void labels(List<String> values);

    default void take(Kind kind, List<String> texts) {
      switch (kind) {
        case Kind.Label _ -> text(texts.getFirst());
        case Kind.Labels _ -> labels(texts);
        case Kind.Amount _ -> {
          double number = Numbers.parse(texts.getFirst());
          if (Double.isNaN(number)) {
            // What is no number goes the way of any text that a caller sends for one.
            text(texts.getFirst());
          } else {
            number(number);
          }
        }
        case Kind.YesNo _ -> {
          switch (texts.getFirst()) {
            case "true" -> flag(true);
            case "false" -> flag(false);
            default -> text(texts.getFirst());
          }
        }
      }
    }

    record Signals(SignalReader reader, String name, String pointer) implements Sink {
      @Override
      public void text(String value) {
        reader.text(name, value, pointer);
      }

      @Override
      public void number(double value) {
        reader.number(name, value, pointer);
      }

      @Override
      public void flag(boolean value) {
        reader.flag(name, value, pointer);
      }

      @Override
      public void labels(List<String> values) {
        reader.labels(name, values, pointer);
      }
    }

    record Fields(SignalReader reader, String name, String pointer) implements Sink {
      @Override
      public void text(String value) {
        reader.fieldText(name, value, pointer);
      }

      @Override
      public void number(double value) {
        reader.fieldNumber(name, value, pointer);
      }

      @Override
      public void flag(boolean value) {
        reader.fieldFlag(name, value, pointer);
      }

      @Override
      public void labels(List<String> values) {
        reader.fieldUnfit(name, pointer);
      }
    }
  }
}
