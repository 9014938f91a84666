package dev.mien.engine;

import dev.mien.engine.promise.Hash;
import dev.mien.engine.promise.Logged;

/** What came of a request to erase a session. */
public sealed interface Erasure {
  /**
   * The half-key is destroyed, now or before; no copy of any capsule of the session can be opened
   * again. Whatever became of the record of it changes nothing about that.
   *
   * @param logged the promise on record
   * @param salt what its commitments were made with; for the visitor only
   */
  record Done(Logged logged, Hash salt) implements Erasure {}

  /** Nothing could be read from the capsule, so there is nothing to destroy. */
  record Unreadable() implements Erasure {}

  /** The cluster did not answer in time; nothing is promised, and the caller may ask again. */
  record Unavailable() implements Erasure {}
}
