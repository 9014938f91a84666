package dev.mien.engine.crowd;

import java.io.IOException;
import java.util.Map;

/**
 * Where crowds outlive all nodes. What is kept only grows, so it does no harm to keep something
 * twice, late, or from two nodes at once. Blocks, at most about a second; for any number of
 * threads.
 */
public interface CrowdStore {
  /**
   * Joins tokens of one hour to what is kept: all of them, or none.
   *
   * @throws IOException if they could not be kept, or if that is not certain
   */
  void join(long hour, Map<Combination, Tokens> tokens) throws IOException;

  /** What is kept of the sessions that began in an hour. */
  Map<Combination, Tokens> kept(long hour) throws IOException;

  /** Lets go of the sessions that began before an hour. */
  void forget(long beforeHour) throws IOException;
}
