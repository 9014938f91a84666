package dev.mien.segments.check;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Reading;
import dev.mien.segments.syntax.SyntaxCodes;
import dev.mien.segments.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that has been found so far. */
final class Findings {
  private final Suggestions suggestions = new Suggestions();
  private final List<Diagnostic> found = new ArrayList<>();
  private final Reading.Omissions omitted;
  private final boolean allRead;

  /** Starts with what the reader has found; what it has left out is not unknown. */
  Findings(Reading reading) {
    this.omitted = reading.omitted();
    this.allRead = reading.isWhole();
    found.addAll(reading.diagnostics());
  }

  void report(Code code, Span span, String message, String hint) {
    found.add(new Diagnostic(code.text(), code.severity(), span, message, hint));
  }

  Suggestions suggestions() {
    return suggestions;
  }

  /** Whether a name that nobody declares may stand in what could not be read. */
  boolean mayBeOmitted(String name) {
    return omitted.mayInclude(name);
  }

  boolean refuse() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** Whether something has been refused at exactly this place. */
  boolean refuseAt(Span span) {
    return found.stream().anyMatch(finding -> finding.isError() && finding.span().equals(span));
  }

  /** Whether the reader has refused nothing. */
  boolean allWasRead() {
    return allRead;
  }

  /**
   * Each finding once, as an author reads them. Where there are more than anybody reads at once,
   * warnings are left out first.
   */
  List<Diagnostic> inReadingOrder() {
    List<Diagnostic> all = found.stream().distinct().sorted(Diagnostic.READING_ORDER).toList();
    if (all.size() <= SyntaxLimits.FINDINGS_MAX) {
      return all;
    }
    List<Diagnostic> kept =
        all.stream()
            .sorted(Comparator.comparing(Diagnostic::severity))
            .limit(SyntaxLimits.FINDINGS_MAX)
            .collect(Collectors.toCollection(ArrayList::new));
    kept.sort(Diagnostic.READING_ORDER);
    Diagnostic last = kept.getLast();
    kept.add(
        new Diagnostic(
            SyntaxCodes.TOO_MANY_FINDINGS,
            last.severity(),
            last.span(),
            "there are "
                + Phrases.number(all.size())
                + " findings, and only "
                + Phrases.number(SyntaxLimits.FINDINGS_MAX)
                + " are said",
            "correct some of them and try again"));
    return kept;
  }
}
