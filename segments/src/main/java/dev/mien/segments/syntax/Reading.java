package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import java.util.List;
import java.util.Set;

/**
 * What came of reading a workspace.
 *
 * @param workspace all declarations that have the right shape. An optional part that every
 *     declaration of its kind must have, such as the title of a segment or the kind of an
 *     attribute, is empty only where the reader has already said what is wrong. Of an attribute
 *     without a kind nothing else is known. Rules and offers that could not be read are not in
 *     their segment or slot
 * @param diagnostics all that was found, in reading order
 * @param omitted what was written and is not in the workspace, because it could not be read
 */
public record Reading(
    Declaration.Workspace workspace, List<Diagnostic> diagnostics, Omissions omitted) {
  public Reading {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether everything that was written is in the workspace. */
  public boolean isWhole() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }

  /**
   * What could not be read, so that nobody reports a name as unknown that its author did declare.
   *
   * @param names the names of declarations that were left out
   * @param documents how many whole documents could not be read
   */
  public record Omissions(Set<String> names, int documents) {
    public Omissions {
      names = Set.copyOf(names);
    }

    /** Whether {@code name} may have been declared in what could not be read. */
    public boolean mayInclude(String name) {
      return documents > 0 || names.contains(name);
    }
  }
}
