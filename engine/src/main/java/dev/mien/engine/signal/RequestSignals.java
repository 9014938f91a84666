package dev.mien.engine.signal;

import java.util.List;

/**
 * What one request says, in codes, untrusted: it has not passed the gate. At most one signal per
 * attribute; of several the last counts.
 *
 * @param events in the order they happened
 * @param notices what was left out
 */
public record RequestSignals(
    List<CodedSignal> signals, List<CodedEvent> events, List<Notice> notices) {
  public RequestSignals {
    signals = List.copyOf(signals);
    events = List.copyOf(events);
    notices = List.copyOf(notices);
  }

  public static RequestSignals none() {
    return new RequestSignals(List.of(), List.of(), List.of());
  }

  /**
   * One signal.
   *
   * @param attribute the position of the attribute
   * @param code the code of a single-valued attribute; 0 of others
   * @param labels the labels of a choices attribute as bits; 0 of others
   */
  public record CodedSignal(int attribute, int code, long labels) {
    /** Never what was said. */
    @Override
    public String toString() {
      return "CodedSignal[attribute=" + attribute + "]";
    }
  }

  /**
   * One event.
   *
   * @param event the position of the event
   * @param present which fields it carries, as bits by field position
   * @param values by field position: the code of a choice or flag, the number itself otherwise; 0
   *     where absent, and nothing after the last that is present
   */
  public record CodedEvent(int event, long present, List<Double> values) {
    public CodedEvent {
      values = List.copyOf(values);
    }

    public boolean has(int field) {
      return (present >>> field & 1) != 0;
    }

    /** The value of a field, 0 if it is absent. */
    public double value(int field) {
      return has(field) ? values.get(field) : 0;
    }

    /** Never what was said. */
    @Override
    public String toString() {
      return "CodedEvent[event=" + event + "]";
    }
  }
}
