package dev.mien.segments.compile;

/** The answer to a question about predicates. */
public enum Verdict {
  YES,
  NO,
  /** Finding out would take too much; the normal form is too large as well, or close to it. */
  UNDECIDED;

  static Verdict of(boolean yes) {
    return yes ? YES : NO;
  }
}
