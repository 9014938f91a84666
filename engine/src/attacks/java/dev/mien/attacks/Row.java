package dev.mien.attacks;

/**
 * What one figure of an attack came to.
 *
 * @param goal what is promised of it
 * @param control what the same attack finds where there is nothing to find, or a measure beside it
 */
record Row(
    String attack, String figure, String goal, String measured, String control, Verdict verdict) {
  enum Verdict {
    HELD("held"),
    BROKEN("BROKEN"),
    /** Nothing is promised of it: a figure to compare with. */
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
    return held ? Verdict.HELD : Verdict.BROKEN;
  }
}
