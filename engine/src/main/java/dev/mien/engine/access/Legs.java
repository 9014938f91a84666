package dev.mien.engine.access;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where sign-ins are kept that are on their way through a provider, by the hash of their state.
 * Blocks; for any number of threads, and any number of nodes.
 */
public interface Legs {
  /** The most that are kept; anybody can begin one. */
  int KEPT_MAX = 10_000;

  /**
   * Keeps one, and forgets those that began before {@code over}.
   *
   * @return false if there are as many as are kept
   */
  boolean begin(String state, Leg leg, Instant over) throws IOException;

  /** Takes one away: whoever comes second gets none. */
  Optional<Leg> take(String state) throws IOException;
}
