package dev.mien.engine.workspace;

import dev.mien.segments.source.Diagnostic;
import java.util.List;

/** When a second person has to agree before something is published. */
public enum ReviewRule {
  /** Where the checker finds something sensitive. */
  SENSITIVE,

  /** Always. */
  ALWAYS;

  /**
   * Whether somebody has to.
   *
   * @param sensitive what was found
   */
  public boolean asks(List<Diagnostic> sensitive) {
    return this == ALWAYS || !sensitive.isEmpty();
  }
}
