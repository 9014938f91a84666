package dev.mien.engine.session;

/** What came of making every capsule issued so far unreadable. */
public sealed interface Raised {
  /** It is done; only capsules sealed with {@code seat} can be read from now on. */
  record Anew(Seat seat) implements Raised {}

  /** The session ended meanwhile. */
  record Ended() implements Raised {}

  /** The session was erased meanwhile. */
  record Erased() implements Raised {}

  /** The cluster did not answer in time; whether it is done is not known. */
  record Unavailable() implements Raised {}
}
