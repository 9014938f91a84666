package dev.mien.engine.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the cluster holds of live sessions: a random half-key and a small version each, for as long
 * as its lease runs, and after an erasure a tombstone in its place.
 *
 * <p>An entry is a lattice: live(version, key) is below live(version + 1, key) is below erased; no
 * operation and no merge of a healed split takes it down again. All stages end with an {@link
 * UnansweredException} where the cluster does not answer within the deadline of the adapter;
 * callers go on without a session. For any number of threads.
 */
public interface HalfKeys {
  /** The version of a session that just began. */
  int FIRST_VERSION = 1;

  /** What is held of a session. */
  CompletionStage<Entry> find(Handle handle);

  /**
   * What is held of a session, and for how long yet; for its visitor to see. Takes as long as
   * {@link #find}.
   */
  CompletionStage<Kept> look(Handle handle);

  /**
   * Keeps a new session's half-key; the handle is fresh.
   *
   * @return ends normally once it is kept; with an {@link IllegalStateException} if something is
   *     kept under that handle already, which stays as it is
   */
  CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease);

  /** Runs the lease of a live session anew; does nothing to others. */
  CompletionStage<Void> renew(Handle handle, Duration lease);

  /**
   * Makes every capsule issued so far unreadable by raising the version of a live session to one
   * more than {@code fromVersion}, unless it is that high already: of several that raise from one
   * version, all see the same higher one.
   *
   * @return what is held now: live with a higher version, or what stood in the way
   */
  CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease);

  /**
   * Destroys the half-key and leaves a tombstone; erasing twice is erasing once.
   *
   * @param tombstone how long it is kept: as long as a capsule of that session could be shown
   */
  CompletionStage<Void> erase(Handle handle, Duration tombstone);

  /**
   * An entry and its lease.
   *
   * @param left until it is dropped; none where nothing is held, or where others would have to be
   *     asked
   */
  record Kept(Entry entry, Optional<Duration> left) {}

  /** What is held of one session. */
  sealed interface Entry {
    /**
     * The greater of two entries of one handle: the one that a healed split keeps. Commutative,
     * associative, idempotent; a tie between keys, which handles of 128 random bits rule out, is
     * broken by their bytes, so that all nodes agree.
     */
    default Entry join(Entry other) {
      return switch (this) {
        case Absent _ -> other;
        case Erased _ -> this;
        case Live(int version, HalfKey key) ->
            switch (other) {
              case Absent _ -> this;
              case Erased _ -> other;
              case Live(int otherVersion, HalfKey otherKey) ->
                  version > otherVersion
                          || (version == otherVersion && key.compareTo(otherKey) >= 0)
                      ? this
                      : other;
            };
      };
    }

    /** This, with every version up to {@code fromVersion} overtaken, if it is live. */
    default Entry raised(int fromVersion) {
      return switch (this) {
        case Live(_, HalfKey key) -> join(new Live(fromVersion + 1, key));
        case Erased _, Absent _ -> this;
      };
    }

    /** A live session. */
    record Live(int version, HalfKey key) implements Entry {}

    /** The session was erased. */
    record Erased() implements Entry {}

    /** Nothing: it never was, or its lease ran out. */
    record Absent() implements Entry {}
  }
}
