package dev.mien.engine.index;

import java.util.BitSet;

/**
 * One way to match, built from the rules of a workload, with its sessions at hand in its own form.
 */
interface Peer extends AutoCloseable {
  /** Finds all segments that hold for a session, as its users would; this is what is timed. */
  int match(int session);

  /** The same segments by their places; this is what is checked. */
  BitSet admitted(int session);

  @Override
  default void close() {}

  /** Makes a peer of a workload. */
  interface Building {
    /** Gives up with {@link TooLong} when the time is over. */
    Peer of(Workload workload, Time time) throws Exception;
  }

  /** The time that a build may take. */
  record Time(long endNanos) {
    /** Throws if it is over after so many segments. */
    void check(int segments) {
      if (System.nanoTime() - endNanos > 0) {
        throw new TooLong(segments);
      }
    }
  }

  /** A build that was given up. */
  final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong(int segments) {
      super("build given up after %,d segments".formatted(segments));
    }
  }
}
