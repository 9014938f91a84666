package dev.mien.segments.check;

import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.source.Span;

/** Findings about rules and segments whose normal form is too large. */
final class ExcessReport {
  private final Findings findings;

  ExcessReport(Findings findings) {
    this.findings = findings;
  }

  /**
   * Says how large it is and how large it may be.
   *
   * @param what what is too large, as the subject of a sentence
   */
  void report(Beyond beyond, Span span, String what) {
    String reached = Phrases.number(beyond.reached());
    String allowed = Phrases.number(beyond.allowed());
    switch (beyond.measure()) {
      case CONJUNCTIONS ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              "written out as alternatives, "
                  + what
                  + " has "
                  + reached
                  + ", and the most is "
                  + allowed,
              "every 'or' inside an 'and' multiplies them: use 'in' for labels of one attribute,"
                  + " or split the segment");
      case LITERALS ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              what + " asks about " + reached + " attributes at once, and the most is " + allowed,
              "ask about fewer");
      case PREDICATES ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              "with the segments it refers to written out, "
                  + what
                  + " has "
                  + reached
                  + " conditions, and the most is "
                  + allowed,
              "refer to fewer segments");
      case DEPTH ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              "with the segments it refers to written out, "
                  + what
                  + " nests "
                  + reached
                  + " deep, and the most is "
                  + allowed,
              "let fewer segments build on each other");
    }
  }
}
