package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the texts of a workspace to its declarations. */
public final class WorkspaceReader {
  private WorkspaceReader() {}

  /**
   * Reads all documents of all texts, in the order of the texts' names. Whatever the texts hold,
   * the answer is a reading; mistakes are its diagnostics.
   */
  public static Reading read(List<SourceText> texts) {
    return new Reading(
        new Declaration.Workspace(
            Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of()),
        List.of(),
        new Reading.Omissions(Set.of(), texts.size()));
  }
}
