package dev.mien.segments.check;

import dev.mien.segments.compile.Program;
import dev.mien.segments.source.Diagnostic;
import java.util.List;

/** What came of checking a workspace. */
public sealed interface Checked {
  /** All that was found, in reading order. */
  List<Diagnostic> findings();

  /**
   * It makes sense, with warnings at the most.
   *
   * @param program the checked model, in normal form
   */
  record Sound(Program program, List<Diagnostic> findings) implements Checked {
    public Sound {
      findings = List.copyOf(findings);
    }
  }

  /** It does not: at least one of the findings is an error, of the reader or of the checker. */
  record Unsound(List<Diagnostic> findings) implements Checked {
    public Unsound {
      findings = List.copyOf(findings);
    }
  }
}
