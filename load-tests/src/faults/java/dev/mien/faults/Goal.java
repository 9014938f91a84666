package dev.mien.faults;

/**
 * One line of the report.
 *
 * @param goal what was wanted
 * @param measured what was found
 */
record Goal(String caseName, String goal, String measured, Verdict verdict) {
  /** What a line says. */
  enum Verdict {
    HELD("yes"),
    MISSED("no"),
    /** An invariant does not hold: the run has failed. */
    BROKEN("BROKEN"),
    /** Nothing was wanted: a figure for its reader. */
    TOLD("–");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Verdict of(boolean held) {
    return held ? Verdict.HELD : Verdict.MISSED;
  }
}
