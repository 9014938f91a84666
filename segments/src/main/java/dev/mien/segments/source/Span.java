package dev.mien.segments.source;

/**
 * A stretch of one source text.
 *
 * @param source the text it lies in
 * @param start the offset of its first UTF-16 unit
 * @param end the offset after its last; at least {@code start}
 */
public record Span(SourceText source, int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("a span runs forward; got " + start + ".." + end);
    }
  }

  /** The line it starts in, counted from 1. */
  public int line() {
    return source.line(start);
  }

  /** The column it starts at, counted from 1. */
  public int column() {
    return source.column(start);
  }

  /** The text it covers. */
  public String text() {
    String whole = source.text();
    return whole.substring(Math.min(start, whole.length()), Math.min(end, whole.length()));
  }

  /** The least stretch that covers this one and {@code other}, which lies in the same text. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }
}
