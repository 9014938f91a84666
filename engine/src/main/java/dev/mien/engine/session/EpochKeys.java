package dev.mien.engine.session;

import java.time.Instant;
import java.util.Optional;

/**
 * The keys that capsules are sealed under: one that seals, and the one before it, which only opens.
 * Older ones are destroyed, and with them every capsule nobody asked to renew. Never written to a
 * disk. For any number of threads; never waits.
 */
public interface EpochKeys {
  /** The key for one more seal. */
  EpochKey current(Instant now);

  /** The key of an epoch, as long as it may open capsules. */
  Optional<EpochKey> find(int epoch, Instant now);
}
