package dev.mien.api.json;

import java.util.List;

/** What came of reading a body. */
public sealed interface Read<T> {
  record Sound<T>(T value) implements Read<T> {}

  /**
   * It is no JSON text.
   *
   * @param line where reading stopped, from 1
   * @param column in that line, from 1
   */
  record Malformed<T>(int line, int column) implements Read<T> {}

  /** It is nested deeper, or has longer names, texts or numbers, than is read. */
  record BeyondLimits<T>() implements Read<T> {}

  /** It is JSON and says what cannot be meant. */
  record Wrong<T>(List<PointedError> errors) implements Read<T> {
    public Wrong {
      errors = List.copyOf(errors);
    }
  }
}
