package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;

/** What an author probably did when the YAML library stumbles. */
final class YamlHints {
  private YamlHints() {}

  /** The problem as one line without a full stop. */
  static String cleaned(String problem) {
    String line = problem.lines().findFirst().orElse("").replaceFirst("\\. \\(.*", "").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /** The hint for a problem at {@code span}; there is always one. */
  static String of(Span span, String problem) {
    String line = span.source().lineText(span.line());
    if (line.stripLeading().length() < line.length()
        && line.substring(0, line.length() - line.stripLeading().length()).indexOf('\t') >= 0) {
      return "indent with spaces, not with tabs";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "put a text that holds ': ' in quotes, and each key on a line of its own";
    }
    if (problem.contains("expected ',' or")) {
      return "inside { } and [ ], put a rule that holds commas or brackets in quotes";
    }
    if (problem.contains("quoted scalar") || problem.contains("end of stream")) {
      return "close what was opened: a quotation mark, a bracket or a brace";
    }
    if (problem.contains("cannot start any token")) {
      return "put a text that starts with this character in quotes";
    }
    if (problem.contains("<block end>")) {
      return "keys of one mapping start in the same column; a text that goes on after its quotes"
          + " needs quotes around all of it";
    }
    return "check the indentation, the quotes and the brackets of this line and the one before";
  }
}
