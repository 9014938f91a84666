package dev.mien.segments.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a YAML stream at the lines that separate its documents, so that one that is broken does not
 * hide the others. A line that starts with {@code ---} or {@code ...} separates documents wherever
 * it stands, even within a text, so no knowledge of what is around it is needed.
 */
final class YamlChunks {
  /** A stretch of a stream; comments and directives belong to the document that follows them. */
  record Chunk(int start, int end) {}

  private YamlChunks() {}

  static List<Chunk> of(String text) {
    List<Chunk> chunks = new ArrayList<>();
    int start = 0;
    boolean holdsDocument = false;
    for (int line = 0; line < text.length(); line = lineAfter(text, line)) {
      if (isMarker(text, line, "---")) {
        if (holdsDocument) {
          chunks.add(new Chunk(start, line));
          start = line;
        }
        holdsDocument = true;
      } else if (isMarker(text, line, "...")) {
        chunks.add(new Chunk(start, lineAfter(text, line)));
        start = lineAfter(text, line);
        holdsDocument = false;
      } else if (!isPreamble(text, line)) {
        holdsDocument = true;
      }
    }
    if (start < text.length()) {
      chunks.add(new Chunk(start, text.length()));
    }
    return chunks;
  }

  private static int lineAfter(String text, int line) {
    int end = text.indexOf('\n', line);
    return end < 0 ? text.length() : end + 1;
  }

  private static boolean isMarker(String text, int line, String marker) {
    int after = line + marker.length();
    return text.startsWith(marker, line)
        && (after >= text.length() || Character.isWhitespace(text.charAt(after)));
  }

  /** A line that can stand before a document: blank, a comment or a directive. */
  private static boolean isPreamble(String text, int line) {
    int end = lineAfter(text, line);
    int at = line;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at >= end || text.charAt(at) == '#' || text.charAt(line) == '%';
  }
}
