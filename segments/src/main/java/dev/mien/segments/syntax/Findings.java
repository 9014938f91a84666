package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings of one reading, as they come up; beyond a limit the rest is only mentioned. */
final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();

  void add(String code, Span span, String message, String hint) {
    add(Diagnostic.error(code, span, message, hint));
  }

  void add(Diagnostic finding) {
    if (found.size() < SyntaxLimits.FINDINGS_MAX) {
      found.add(finding);
    } else if (found.size() == SyntaxLimits.FINDINGS_MAX) {
      found.add(
          Diagnostic.error(
              SyntaxCodes.TOO_MANY_FINDINGS,
              finding.span(),
              "there are more than "
                  + SyntaxLimits.FINDINGS_MAX
                  + " findings; the rest is left out",
              "correct some of them and try again"));
    }
  }

  /** Whether nothing that is added will be kept, so that its message need not be made. */
  boolean isFull() {
    return found.size() > SyntaxLimits.FINDINGS_MAX;
  }

  /** The value of what was parsed; where there is none, its finding is added. */
  <T> Optional<T> take(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Unsound<T>(Diagnostic finding)) {
      add(finding);
    }
    return parsed.sound();
  }

  /** All that was found, in reading order. */
  List<Diagnostic> inReadingOrder() {
    return found.stream().sorted(Diagnostic.READING_ORDER).toList();
  }
}
