package dev.mien.engine;

/** What came of a request to erase a session. */
public enum Erasure {
  /** The half-key is destroyed; no copy of any capsule of the session can be opened again. */
  DONE,
  /** It had been erased before; erasing twice is erasing once. */
  ALREADY_DONE,
  /** Nothing could be read from the capsule, so there is nothing to destroy. */
  UNREADABLE,
  /** The cluster did not answer in time; nothing is promised, and the caller may ask again. */
  UNAVAILABLE
}
