package dev.mien.attacks;

/** What a third party is shown of one visit. */
@FunctionalInterface
interface Exposing {
  /**
   * The segments it is shown, as bits.
   *
   * @param visit tells visits apart: each has a half-key of its own
   * @param surface which of the third parties
   * @param segments those that hold
   */
  long shown(int visit, int surface, long segments);
}
