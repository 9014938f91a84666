package dev.mien.segments.source;

import java.util.Comparator;
import java.util.Objects;

/**
 * One finding about a workspace.
 *
 * @param code what kind of finding; stable for good, in lower case with dashes
 * @param severity whether it refuses the workspace
 * @param span the offending text
 * @param message what is wrong, in one sentence without a full stop
 * @param hint what to do about it, in one sentence without a full stop; empty where nothing can be
 *     said that the message does not
 */
public record Diagnostic(String code, Severity severity, Span span, String message, String hint) {
  /** By file, then by place, then by code: the order an author reads them in. */
  public static final Comparator<Diagnostic> READING_ORDER =
      Comparator.comparing((Diagnostic d) -> d.span().source().name())
          .thenComparingInt(d -> d.span().start())
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  public Diagnostic {
    Objects.requireNonNull(severity);
    Objects.requireNonNull(span);
    if (!code.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("a diagnostic code is lower-case words; got " + code);
    }
  }

  public static Diagnostic error(String code, Span span, String message, String hint) {
    return new Diagnostic(code, Severity.ERROR, span, message, hint);
  }

  public static Diagnostic warning(String code, Span span, String message, String hint) {
    return new Diagnostic(code, Severity.WARNING, span, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * The finding as an author sees it in a terminal: place, code and message; the line with the
   * offending text underlined; the hint.
   */
  public String render() {
    int line = span.line();
    int column = span.column();
    String text = span.source().lineText(line);
    String gutter = "  " + line + " | ";
    int width = Math.min(span.end() - span.start(), text.length() - column + 1);
    StringBuilder out = new StringBuilder();
    out.append(span)
        .append(": ")
        .append(severity.word())
        .append('[')
        .append(code)
        .append("]: ")
        .append(message)
        .append('\n');
    out.append(gutter).append(text).append('\n');
    out.append(SourceText.blank(gutter.length() - 2))
        .append("| ")
        .append(SourceText.blank(column - 1))
        .append("^".repeat(Math.max(1, width)))
        .append('\n');
    if (!hint.isEmpty()) {
      out.append("  ").append(hint).append('\n');
    }
    return out.toString();
  }
}
