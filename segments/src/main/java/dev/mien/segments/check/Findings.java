package dev.mien.segments.check;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Reading;
import java.util.ArrayList;
import java.util.List;

/** All that has been found so far. */
final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();
  private final Reading.Omissions omitted;

  /** Starts with what the reader has found; what it has left out is not unknown. */
  Findings(Reading reading) {
    this.omitted = reading.omitted();
    found.addAll(reading.diagnostics());
  }

  void report(Code code, Span span, String message, String hint) {
    found.add(new Diagnostic(code.text(), code.severity(), span, message, hint));
  }

  /** Whether a name that nobody declares may stand in what could not be read. */
  boolean mayBeOmitted(String name) {
    return omitted.mayInclude(name);
  }

  boolean refuse() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** Each finding once, as an author reads them. */
  List<Diagnostic> inReadingOrder() {
    return found.stream().distinct().sorted(Diagnostic.READING_ORDER).toList();
  }
}
