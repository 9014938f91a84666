package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;

/**
 * A text that stands in a file in some disguise, such as quoted or folded over several lines, and
 * knows for each of its characters where the author wrote it.
 */
final class MappedText {
  private final String text;
  private final SourceText source;
  private final int[] starts;
  private final int[] ends;

  /** {@code starts} and {@code ends} hold an offset into {@code source} for each character. */
  MappedText(String text, SourceText source, int[] starts, int[] ends) {
    if (starts.length != text.length() || ends.length != text.length()) {
      throw new IllegalArgumentException("each character has a place");
    }
    this.text = text;
    this.source = source;
    this.starts = starts;
    this.ends = ends;
  }

  /** A whole file that is nothing but the text. */
  static MappedText of(SourceText source) {
    int length = source.text().length();
    int[] starts = new int[length];
    int[] ends = new int[length];
    for (int i = 0; i < length; i++) {
      starts[i] = i;
      ends[i] = i + 1;
    }
    return new MappedText(source.text(), source, starts, ends);
  }

  String text() {
    return text;
  }

  /** Where the author wrote the characters from {@code start} to {@code end}. */
  Span span(int start, int end) {
    if (text.isEmpty()) {
      return source.span(0, 0);
    }
    int from = start < text.length() ? starts[start] : ends[text.length() - 1];
    int to = end > start ? ends[end - 1] : from;
    return source.span(from, Math.max(from, to));
  }
}
