package dev.mien.engine.session;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What the cluster holds of live sessions: a random half-key and a small version each, for as long
 * as its lease runs, and after an erasure a tombstone in its place.
 *
 * <p>An entry is a lattice: live(version, key) is below live(version + 1, key) is below erased; no
 * operation and no merge of a healed split takes it down again. All stages end exceptionally where
 * the cluster does not answer within the deadline of the adapter; callers go on without a session.
 * For any number of threads.
 */
public interface HalfKeys {
  /** What is held of a session. */
  CompletionStage<Entry> find(Handle handle);

  /** Keeps a new session's half-key; the handle is fresh. */
  CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease);

  /** Runs the lease of a live session anew; does nothing to others. */
  CompletionStage<Void> renew(Handle handle, Duration lease);

  /**
   * Makes every capsule issued so far unreadable by raising the version of a live session.
   *
   * @return what is held now: live with a higher version, or what stood in the way
   */
  CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease);

  /**
   * Destroys the half-key and leaves a tombstone.
   *
   * @param tombstone how long it is kept: as long as a capsule of that session could be shown
   */
  CompletionStage<Void> erase(Handle handle, Duration tombstone);

  /** What is held of one session. */
  sealed interface Entry {
    /** A live session. */
    record Live(int version, HalfKey key) implements Entry {}

    /** The session was erased. */
    record Erased() implements Entry {}

    /** Nothing: it never was, or its lease ran out. */
    record Absent() implements Entry {}
  }
}
