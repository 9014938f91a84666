package dev.mien.engine;

import dev.mien.engine.release.Statistics.State;

/** How many distinct sessions a segment covers, as far as that may leave the engine. */
public sealed interface Reach {
  /**
   * An estimate.
   *
   * @param margin the half-width of its 95 % interval
   */
  record Estimated(long sessions, long margin) implements Reach {}

  /** So many that they can no longer be told apart: about {@code sessions} at the least. */
  record Many(long sessions) implements Reach {}

  /** With its noise the number is below {@code minimum}: it stays with the engine. */
  record Withheld(int minimum) implements Reach {}

  /** No number was released, for this reason. */
  record Unreleased(State state) implements Reach {}
}
