package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import java.util.Optional;

/** What came of parsing one rule or one event pattern. */
public sealed interface Parsed<T> {
  /** It could be read. */
  record Sound<T>(T value) implements Parsed<T> {}

  /** It could not; the finding is the first thing that is wrong. */
  record Unsound<T>(Diagnostic finding) implements Parsed<T> {}

  /** The value, where there is one. */
  default Optional<T> sound() {
    return switch (this) {
      case Sound<T>(T value) -> Optional.of(value);
      case Unsound<T>(_) -> Optional.empty();
    };
  }
}
