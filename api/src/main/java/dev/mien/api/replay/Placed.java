package dev.mien.api.replay;

import dev.mien.segments.source.Span;

/** A word of the mapping file with its place. */
record Placed(String text, Span span) {
  @Override
  public String toString() {
    return text;
  }
}
