package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;

/** A piece of text as it was written, with its place. */
public record Word(String text, Span span) {
  @Override
  public String toString() {
    return text;
  }
}
