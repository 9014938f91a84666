package dev.mien.engine.release;

/** What came of a release that was to be made. */
public enum Outcome {
  /** It is made, and its debit was taken for it. */
  DEBITED,
  /** It is made, under a debit that was taken before. */
  MADE,
  /** It, or its refusal, was settled before. */
  BEFORE,
  /** The budget does not allow it, and will not: what is refused is never released. */
  REFUSED
}
