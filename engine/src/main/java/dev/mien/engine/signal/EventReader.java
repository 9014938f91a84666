package dev.mien.engine.signal;

import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events read so far, and the one that is being read. */
final class EventReader {
  private static final int NONE = -1;

  private final Vocabulary vocabulary;
  private final Consumer<Notice> notices;
  private final List<CodedEvent> events = new ArrayList<>(0);
  private int seen;
  private int event = NONE;
  private long present;
  private double[] values = {};

  EventReader(Vocabulary vocabulary, Consumer<Notice> notices) {
    this.vocabulary = vocabulary;
    this.notices = notices;
  }

  void start(String type, String pointer) {
    end();
    seen++;
    if (seen > SignalReader.EVENTS_MAX) {
      notices.accept(new Notice(pointer, Kind.TOO_MANY));
      return;
    }
    event = vocabulary.event(type);
    if (event == NONE) {
      notices.accept(Notice.ofText(type, pointer, Kind.UNKNOWN_EVENT));
      return;
    }
    values = new double[vocabulary.eventAt(event).fields().size()];
  }

  /**
   * The position of a field of the event that is being read, or -1. Of an event that is left out,
   * the fields need no notice of their own.
   */
  int field(String name, List<String> values, String pointer) {
    if (event == NONE) {
      return NONE;
    }
    int field = vocabulary.field(event, name);
    if (field == NONE) {
      notices.accept(Notice.ofName(name, values, pointer, Kind.UNKNOWN_FIELD));
    }
    return field;
  }

  Field declared(int field) {
    return vocabulary.eventAt(event).fields().get(field);
  }

  void keepLabel(int field, String label, String pointer) {
    int code = vocabulary.fieldLabel(event, field, label);
    if (code < 0) {
      notices.accept(Notice.ofText(label, pointer, Kind.UNKNOWN_LABEL));
    } else {
      keep(field, code);
    }
  }

  void keep(int field, double value) {
    present |= 1L << field;
    values[field] = value;
  }

  List<CodedEvent> finish() {
    end();
    return events;
  }

  private void end() {
    if (event == NONE) {
      return;
    }
    int size = Long.SIZE - Long.numberOfLeadingZeros(present);
    Double[] carried = new Double[size];
    for (int i = 0; i < size; i++) {
      carried[i] = values[i];
    }
    events.add(new CodedEvent(event, present, List.of(carried)));
    event = NONE;
    present = 0;
  }
}
