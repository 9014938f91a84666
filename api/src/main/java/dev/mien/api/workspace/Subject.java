package dev.mien.api.workspace;

import dev.mien.engine.workspace.DraftName;
import dev.mien.segments.source.SourceText;
import java.util.List;
import java.util.Optional;

/** Which workspace a call is about. */
sealed interface Subject {
  /** The one in force. */
  record InForce() implements Subject {}

  /** One that the call carries. */
  record Files(List<SourceText> sources) implements Subject {
    public Files {
      sources = List.copyOf(sources);
    }
  }

  /**
   * A draft.
   *
   * @param revision the one that is meant; empty: whichever is kept
   */
  record OfDraft(DraftName name, Optional<Long> revision) implements Subject {}
}
