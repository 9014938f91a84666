package dev.mien.segments.source;

import java.util.Arrays;

/**
 * One file of a workspace, as its author sees it.
 *
 * @param name the file's name relative to the workspace, as diagnostics show it
 * @param text the whole text; lines end with {@code \n} or {@code \r\n}
 */
public record SourceText(String name, String text) {

  /** The stretch from {@code start} to {@code end}, both offsets in UTF-16 units, end exclusive. */
  public Span span(int start, int end) {
    return new Span(this, start, end);
  }

  /** The line that holds {@code offset}, counted from 1. */
  public int line(int offset) {
    int line = 1;
    int limit = Math.min(offset, text.length());
    int next = text.indexOf('\n');
    while (next >= 0 && next < limit) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  }

  /** The column of {@code offset} in its line, counted from 1 in UTF-16 units. */
  public int column(int offset) {
    int limit = Math.min(offset, text.length());
    return limit - text.lastIndexOf('\n', limit - 1);
  }

  /** The text of line {@code line}, counted from 1, without its line end. */
  public String lineText(int line) {
    int start = 0;
    for (int skipped = 1; skipped < line; skipped++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return "";
      }
      start = next + 1;
    }
    int end = text.indexOf('\n', start);
    String found = end < 0 ? text.substring(start) : text.substring(start, end);
    return found.endsWith("\r") ? found.substring(0, found.length() - 1) : found;
  }

  /** Identity by content would compare whole files for every span; the name and text suffice. */
  @Override
  public String toString() {
    return "SourceText[" + name + ", " + text.length() + " characters]";
  }

  /** A text with no file behind it, for definitions that a program makes. */
  public static SourceText unnamed(String text) {
    return new SourceText("<text>", text);
  }

  /** Spaces, as wide as {@code width}. */
  static String blank(int width) {
    char[] spaces = new char[Math.max(0, width)];
    Arrays.fill(spaces, ' ');
    return new String(spaces);
  }
}
