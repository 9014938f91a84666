package dev.mien.segments;

import dev.mien.segments.check.Code;
import dev.mien.segments.compile.Program;
import dev.mien.segments.source.Diagnostic;
import java.util.List;

/** What came of compiling a workspace. */
public sealed interface Compilation {
  /** All that was found, in reading order. */
  List<Diagnostic> diagnostics();

  /** Those of the findings that a second person has to agree to before it is published. */
  default List<Diagnostic> approvals() {
    return approvals(diagnostics());
  }

  /** Those among findings that a second person has to agree to. */
  static List<Diagnostic> approvals(List<Diagnostic> findings) {
    return findings.stream()
        .filter(diagnostic -> diagnostic.code().equals(Code.NEEDS_APPROVAL.text()))
        .toList();
  }

  /** A program, with warnings at the most. */
  record Accepted(Program program, List<Diagnostic> diagnostics) implements Compilation {
    public Accepted {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** No program: at least one of the diagnostics is an error. */
  record Rejected(List<Diagnostic> diagnostics) implements Compilation {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
