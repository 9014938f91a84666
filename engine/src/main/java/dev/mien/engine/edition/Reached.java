package dev.mien.engine.edition;

/** What came of wanting an edition that is not below a number. */
public enum Reached {
  /** One that is not below is in force. */
  YES,
  /** The store has no such number: it was made up, or given elsewhere. */
  NO_SUCH_EDITION,
  /** There may be one, and this node does not have it. */
  BEHIND
}
