package dev.mien.engine.session;

/** What came of opening a capsule. */
public sealed interface Opened {
  /** The session goes on. */
  record Live(Seat seat, SessionState state) implements Opened {}

  /**
   * Nothing can be read from it, now or later: damaged, of another site, overtaken by a change of
   * consent, expired, or under a key that is gone. Which of these is not told apart.
   */
  record Unreadable() implements Opened {}

  /** The session was erased. */
  record Erased() implements Opened {}

  /** The cluster did not answer in time; the same capsule may open later. */
  record Unavailable() implements Opened {}
}
