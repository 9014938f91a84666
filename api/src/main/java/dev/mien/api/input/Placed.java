package dev.mien.api.input;

import dev.mien.segments.source.Span;

/** A word of a file with its place. */
public record Placed(String text, Span span) {
  @Override
  public String toString() {
    return text;
  }
}
