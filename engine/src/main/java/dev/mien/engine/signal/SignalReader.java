package dev.mien.engine.signal;

import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.identifying.Detector;
import dev.mien.segments.identifying.Tripwire;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Event.Field;
import dev.mien.segments.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;

/**
 * Reads what a request says, one name and value at a time, into codes. Whatever the vocabulary does
 * not know is left out and noticed. Not for more than one thread; one request each.
 *
 * <p>The caller walks its own form (JSON, a row of a CSV) and gives each value in the type it has
 * there; {@code pointer} says where, for notices. A raw value is looked up and let go within the
 * call that brings it; of an event's numbers the number itself goes on, to be folded.
 */
public final class SignalReader {
  /** The most events one request may carry; those after are left out. */
  public static final int EVENTS_MAX = 64;

  /** The most fields an event may declare. */
  public static final int FIELDS_MAX = 16;

  /** The most labels one list may carry; those after are left out. */
  public static final int LABELS_MAX = Alphabet.CODES_MAX;

  /** The most notices one request gets; more would only repeat what is wrong with it. */
  public static final int NOTICES_MAX = 64;

  private static final double WHOLE_MAX = 1e15;
  private static final int SIGNALS_EXPECTED = 16;

  private final Vocabulary vocabulary;
  private final Takes takes;
  private final List<CodedSignal> signals = new ArrayList<>(SIGNALS_EXPECTED);
  private final List<Notice> notices = new ArrayList<>(0);
  private final EventReader events;
  // By the last digits of its position, whether an attribute may have been kept.
  private long marks;

  /** What may be said of which attributes. */
  public enum Takes {
    /** Signals, of attributes that are signals; measures are folded from events. */
    SIGNALS,
    /** What the visitor declares, of any attribute. */
    DECLARATIONS
  }

  /** A reader of signals and events. */
  public SignalReader(Vocabulary vocabulary) {
    this(vocabulary, Takes.SIGNALS);
  }

  public SignalReader(Vocabulary vocabulary, Takes takes) {
    this.vocabulary = vocabulary;
    this.takes = takes;
    this.events = new EventReader(vocabulary, this::notice);
  }

  /** A signal whose value is text: a label of a choice. */
  public void text(String name, String value, String pointer) {
    int attribute = signal(name, List.of(value), pointer);
    if (attribute < 0) {
      return;
    }
    switch (vocabulary.attributeAt(attribute).alphabet()) {
      case Alphabet.Choice _ -> {
        int code = vocabulary.label(attribute, value);
        if (code < 0) {
          notice(Notice.ofText(value, pointer, Kind.UNKNOWN_LABEL));
        } else {
          keep(new CodedSignal(attribute, code, 0));
        }
      }
      case Alphabet.Choices _,
          Alphabet.Numeric _,
          Alphabet.Flag _,
          Alphabet.Count _,
          Alphabet.Elapsed _ ->
          notice(Notice.ofText(value, pointer, Kind.WRONG_TYPE));
    }
  }

  /**
   * A signal whose value is a number; a choice whose label reads so is meant too, if it is whole.
   * Of a count it is how often, of a recency how many seconds ago.
   */
  public void number(String name, double value, String pointer) {
    int attribute = signal(name, List.of(), pointer);
    if (attribute < 0) {
      return;
    }
    switch (vocabulary.attributeAt(attribute).alphabet()) {
      case Alphabet.Numeric numeric -> {
        if (Double.isFinite(value)) {
          keep(new CodedSignal(attribute, numeric.code(value), 0));
        } else {
          notice(pointer, Kind.NOT_FINITE);
        }
      }
      case Alphabet.Choice _ -> {
        int code = isWhole(value) ? vocabulary.label(attribute, written(value)) : -1;
        if (code < 0) {
          notice(pointer, Kind.UNKNOWN_LABEL);
        } else {
          keep(new CodedSignal(attribute, code, 0));
        }
      }
      case Alphabet.Count(int upTo) ->
          keepWhole(attribute, value, whole -> (int) Math.min(whole, upTo), pointer);
      case Alphabet.Elapsed edges -> keepWhole(attribute, value, edges::code, pointer);
      case Alphabet.Choices _, Alphabet.Flag _ -> notice(pointer, Kind.WRONG_TYPE);
    }
  }

  private void keepWhole(int attribute, double value, LongToIntFunction code, String pointer) {
    if (isWhole(value) && value >= 0) {
      keep(new CodedSignal(attribute, code.applyAsInt((long) value), 0));
    } else {
      notice(pointer, Kind.WRONG_TYPE);
    }
  }

  public void flag(String name, boolean value, String pointer) {
    int attribute = signal(name, List.of(), pointer);
    if (attribute < 0) {
      return;
    }
    switch (vocabulary.attributeAt(attribute).alphabet()) {
      case Alphabet.Flag _ -> keep(new CodedSignal(attribute, value ? 1 : 0, 0));
      case Alphabet.Choice _,
          Alphabet.Choices _,
          Alphabet.Numeric _,
          Alphabet.Count _,
          Alphabet.Elapsed _ ->
          notice(pointer, Kind.WRONG_TYPE);
    }
  }

  /**
   * A signal whose value is a list of labels. Those that are not declared are left out one by one;
   * a list of nothing else says nothing, and is left out as a whole.
   */
  public void labels(String name, List<String> values, String pointer) {
    int attribute = signal(name, values, pointer);
    if (attribute < 0) {
      return;
    }
    switch (vocabulary.attributeAt(attribute).alphabet()) {
      case Alphabet.Choices _ -> {
        long bits = bits(attribute, values, pointer);
        if (bits != 0 || values.isEmpty()) {
          keep(new CodedSignal(attribute, 0, bits));
        }
      }
      case Alphabet.Choice _,
          Alphabet.Numeric _,
          Alphabet.Flag _,
          Alphabet.Count _,
          Alphabet.Elapsed _ ->
          notice(pointer, Kind.WRONG_TYPE);
    }
  }

  /** A signal whose value has a form that no attribute takes, such as an object. */
  public void unfit(String name, String pointer) {
    if (signal(name, List.of(), pointer) >= 0) {
      notice(pointer, Kind.WRONG_TYPE);
    }
  }

  /**
   * Whether a slot that is asked for may be named in the answer: it is declared, or its name
   * identifies nobody.
   */
  public boolean slot(String name, String pointer) {
    Optional<Detector> found = vocabulary.slot(name) < 0 ? Tripwire.find(name) : Optional.empty();
    if (found.isEmpty()) {
      return true;
    }
    notice(new Notice(pointer, Kind.IDENTIFYING, found));
    return false;
  }

  /** Starts an event; the fields that follow are its own. */
  public void event(String type, String pointer) {
    events.start(type, pointer);
  }

  public void fieldText(String name, String value, String pointer) {
    int field = events.field(name, List.of(value), pointer);
    if (field < 0) {
      return;
    }
    switch (events.declared(field)) {
      case Field.ChoiceField _ -> events.keepLabel(field, value, pointer);
      case Field.NumberField _, Field.FlagField _ ->
          notice(Notice.ofText(value, pointer, Kind.WRONG_TYPE));
    }
  }

  /** A field whose value is a number; a choice whose label reads so is meant too. */
  public void fieldNumber(String name, double value, String pointer) {
    int field = events.field(name, List.of(), pointer);
    if (field < 0) {
      return;
    }
    switch (events.declared(field)) {
      case Field.NumberField _ -> {
        if (Double.isFinite(value)) {
          events.keep(field, value);
        } else {
          notice(pointer, Kind.NOT_FINITE);
        }
      }
      case Field.ChoiceField _ -> {
        if (isWhole(value)) {
          events.keepLabel(field, written(value), pointer);
        } else {
          notice(pointer, Kind.UNKNOWN_LABEL);
        }
      }
      case Field.FlagField _ -> notice(pointer, Kind.WRONG_TYPE);
    }
  }

  public void fieldFlag(String name, boolean value, String pointer) {
    int field = events.field(name, List.of(), pointer);
    if (field < 0) {
      return;
    }
    switch (events.declared(field)) {
      case Field.FlagField _ -> events.keep(field, value ? 1 : 0);
      case Field.ChoiceField _, Field.NumberField _ -> notice(pointer, Kind.WRONG_TYPE);
    }
  }

  /** A field whose value has a form that no field takes. */
  public void fieldUnfit(String name, String pointer) {
    if (events.field(name, List.of(), pointer) >= 0) {
      notice(pointer, Kind.WRONG_TYPE);
    }
  }

  /** All that was read. */
  public RequestSignals finish() {
    return new RequestSignals(signals, events.finish(), notices);
  }

  private int signal(String name, List<String> values, String pointer) {
    int attribute = vocabulary.attribute(name);
    if (attribute < 0) {
      notice(Notice.ofName(name, values, pointer, Kind.UNKNOWN_SIGNAL));
      return -1;
    }
    return switch (vocabulary.attributeAt(attribute).origin()) {
      case Origin.Signal _ -> attribute;
      case Origin.Measure _ -> {
        if (takes == Takes.DECLARATIONS) {
          yield attribute;
        }
        notice(pointer, Kind.NOT_A_SIGNAL);
        yield -1;
      }
    };
  }

  private long bits(int attribute, List<String> values, String pointer) {
    long bits = 0;
    for (int i = 0; i < Math.min(values.size(), LABELS_MAX); i++) {
      int code = vocabulary.label(attribute, values.get(i));
      if (code < 0) {
        notice(Notice.ofText(values.get(i), pointer + "/" + i, Kind.UNKNOWN_LABEL));
      } else {
        bits |= 1L << code;
      }
    }
    if (values.size() > LABELS_MAX) {
      notice(pointer, Kind.TOO_MANY);
    }
    return bits;
  }

  private void keep(CodedSignal signal) {
    long mark = 1L << signal.attribute();
    boolean isNew = (marks & mark) == 0;
    marks |= mark;
    if (isNew) {
      signals.add(signal);
      return;
    }
    for (int i = 0; i < signals.size(); i++) {
      if (signals.get(i).attribute() == signal.attribute()) {
        signals.set(i, signal);
        return;
      }
    }
    signals.add(signal);
  }

  private void notice(String pointer, Kind kind) {
    notice(new Notice(pointer, kind));
  }

  private void notice(Notice notice) {
    if (notices.size() < NOTICES_MAX) {
      notices.add(notice);
    }
  }

  private static boolean isWhole(double value) {
    return Math.abs(value) <= WHOLE_MAX && value == Math.rint(value);
  }

  private static String written(double whole) {
    return Long.toString((long) whole);
  }
}
