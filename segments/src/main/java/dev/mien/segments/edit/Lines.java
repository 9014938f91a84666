package dev.mien.segments.edit;

/** The lines of a text, by the offsets that lie in them. */
record Lines(String text) {
  /** Where the line of {@code at} begins. */
  int start(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Where the line of {@code at} ends, before its line end. */
  int end(int at) {
    int end = text.indexOf('\n', at);
    int last = end < 0 ? text.length() : end;
    return last > at && text.charAt(last - 1) == '\r' ? last - 1 : last;
  }

  /** Where the line after that of {@code at} begins; the end of the text where there is none. */
  int next(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  /** How far into its line {@code at} lies. */
  int column(int at) {
    return at - start(at);
  }

  /** What stands between {@code at} and the end of its line, if it is a comment or nothing. */
  String comment(int at) {
    String rest = text.substring(at, end(at)).strip();
    return rest.startsWith("#") ? rest : "";
  }

  /** Whether nothing but blanks stands before {@code at} in its line. */
  boolean isFirst(int at) {
    return text.substring(start(at), at).isBlank();
  }

  boolean isBlankLine(int start) {
    return start < text.length() && text.substring(start, end(start)).isBlank();
  }

  /** The line end that the text uses. */
  String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
