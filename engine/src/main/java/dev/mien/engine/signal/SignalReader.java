package dev.mien.engine.signal;

import dev.mien.engine.vocabulary.Vocabulary;
import java.util.List;

/**
 * Reads what a request says, one name and value at a time, into codes. Whatever the vocabulary does
 * not know is left out and noticed. Not for more than one thread; one request each.
 *
 * <p>The caller walks its own form (JSON, a row of a CSV) and gives each value in the type it has
 * there; {@code pointer} says where, for notices.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SignalReader {
  /** The most events a request may carry, and the most fields of an event. */
  public static final int FIELDS_MAX = 16;

  public SignalReader(Vocabulary vocabulary) {
    vocabulary.schema();
  }

  /** A signal whose value is text: a label of a choice. */
  public void text(String name, String value, String pointer) {
    throw new UnsupportedOperationException(name + value + pointer);
  }

  /**
   * A signal whose value is a number; a choice whose label reads so is meant too, if it is whole.
   */
  public void number(String name, double value, String pointer) {
    throw new UnsupportedOperationException(name + value + pointer);
  }

  public void flag(String name, boolean value, String pointer) {
    throw new UnsupportedOperationException(name + value + pointer);
  }

  /** A signal whose value is a list of labels. */
  public void labels(String name, List<String> values, String pointer) {
    throw new UnsupportedOperationException(name + values + pointer);
  }

  /** A signal whose value has a form that no attribute takes, such as an object. */
  public void unfit(String name, String pointer) {
    throw new UnsupportedOperationException(name + pointer);
  }

  /** Starts an event; the fields that follow are its own. */
  public void event(String type, String pointer) {
    throw new UnsupportedOperationException(type + pointer);
  }

  public void fieldText(String name, String value, String pointer) {
    throw new UnsupportedOperationException(name + value + pointer);
  }

  public void fieldNumber(String name, double value, String pointer) {
    throw new UnsupportedOperationException(name + value + pointer);
  }

  public void fieldFlag(String name, boolean value, String pointer) {
    throw new UnsupportedOperationException(name + value + pointer);
  }

  public void fieldUnfit(String name, String pointer) {
    throw new UnsupportedOperationException(name + pointer);
  }

  /** All that was read. */
  public RequestSignals finish() {
    throw new UnsupportedOperationException();
  }
}
