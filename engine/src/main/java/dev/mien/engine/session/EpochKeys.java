package dev.mien.engine.session;

import java.time.Instant;

/**
 * The keys that capsules are sealed under: one that seals, and those before it, which only open.
 * Older ones are destroyed, and with them every capsule nobody asked to renew. Never written to a
 * disk. For any number of threads; never waits.
 */
public interface EpochKeys {
  /** The key for one more seal. */
  EpochKey current(Instant now);

  /** The key of an epoch, as long as it may open capsules. */
  Sought find(int epoch, Instant now);

  /** What is known of the key of an epoch. */
  sealed interface Sought {
    record Found(EpochKey key) implements Sought {}

    /** There is none, or none any more. */
    record Gone() implements Sought {}

    /** None is known here, and another node may have one that has not got here yet. */
    record Unsure() implements Sought {}
  }
}
