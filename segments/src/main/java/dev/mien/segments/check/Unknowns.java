package dev.mien.segments.check;

import dev.mien.segments.syntax.Word;
import java.util.Collection;

/** Findings about names that nobody declares. */
final class Unknowns {
  private final Findings findings;

  Unknowns(Findings findings) {
    this.findings = findings;
  }

  void purpose(Word name, Register<?> purposes) {
    report(
        Code.UNKNOWN_PURPOSE,
        name,
        "there is no purpose '" + shown(name) + "'",
        findings.suggestions().nearest(name.text(), "purpose", purposes.names()));
  }

  void event(Word name, Register<?> events) {
    report(
        Code.UNKNOWN_EVENT,
        name,
        "there is no event '" + shown(name) + "'",
        findings.suggestions().nearest(name.text(), "event", events.names()));
  }

  void goal(Word name, Collection<String> goals) {
    report(
        Code.UNKNOWN_EVENT,
        name,
        "there is no event '" + shown(name) + "'",
        findings.suggestions().nearest(name.text(), "goal", goals));
  }

  void field(Word name, EventEntry event) {
    report(
        Code.UNKNOWN_FIELD,
        name,
        "the event '" + event.event().name() + "' has no field '" + shown(name) + "'",
        findings.suggestions().nearest(name.text(), "field", event.fields().names()));
  }

  void attribute(Word name, Register<?> attributes, Collection<String> segments) {
    String hint =
        segments.contains(name.text())
            ? "'" + name + "' is a segment: write its name alone, or with 'not' before it"
            : findings.suggestions().nearest(name.text(), "attribute", attributes.names());
    report(Code.UNKNOWN_ATTRIBUTE, name, "there is no attribute '" + shown(name) + "'", hint);
  }

  void segment(Word name, Collection<String> segments, String hint) {
    report(
        Code.UNKNOWN_SEGMENT,
        name,
        "there is no segment '" + shown(name) + "'",
        hint.isEmpty() ? findings.suggestions().nearest(name.text(), "segment", segments) : hint);
  }

  private static String shown(Word name) {
    return Phrases.shortened(name.text());
  }

  private void report(Code code, Word name, String message, String hint) {
    if (!findings.mayBeOmitted(name.text())) {
      findings.report(code, name.span(), message, hint);
    }
  }
}
