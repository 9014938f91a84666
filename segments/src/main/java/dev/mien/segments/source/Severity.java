package dev.mien.segments.source;

import java.util.Locale;

/** How much a finding matters: an error refuses the workspace, a warning does not. */
public enum Severity {
  ERROR,
  WARNING;

  /** The word that diagnostics print. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
