package dev.mien.faults;

import java.util.List;

/**
 * Something a node has acknowledged that must hold for ever: these capsules open nothing.
 *
 * @param node who acknowledged it
 * @param atNanos when, as this process measures
 * @param capsules of the session, from before
 */
record Promise(long number, Kind kind, int node, long atNanos, List<String> capsules) {
  /** What was acknowledged. */
  enum Kind {
    /** The visitor had the session erased. */
    ERASED,
    /** The visitor took all consent back. */
    WITHDRAWN,
    /** The visitor allows less than before, or other things. */
    NARROWED
  }

  Promise {
    capsules = List.copyOf(capsules);
  }
}
