package dev.mien.engine.promise;

/** What came of putting a promise on record. */
public sealed interface Logged {
  /** It stands in the log, for good. */
  record Kept(Receipt receipt) implements Logged {}

  /**
   * It is on its way: held by the cluster's members, and written by any of them once the database
   * can be reached. Its receipt can be had by the hash of the leaf then.
   */
  record Pending(Leaf leaf) implements Logged {}

  /** It is on no record. It may be tried again. */
  record Unlogged() implements Logged {}
}
