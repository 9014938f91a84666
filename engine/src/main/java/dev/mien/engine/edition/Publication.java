package dev.mien.engine.edition;

import dev.mien.segments.source.Diagnostic;
import java.util.List;

/** What came of a publication. */
public sealed interface Publication {
  record Published(Edition edition) implements Publication {}

  /** Nothing changed; at least one of the diagnostics is an error. */
  record Refused(List<Diagnostic> diagnostics) implements Publication {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
