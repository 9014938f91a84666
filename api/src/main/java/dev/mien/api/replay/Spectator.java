package dev.mien.api.replay;

import dev.mien.engine.session.Turn;

/**
 * Who watches the sessions of a replay, and counts them in a way of its own. On the thread that
 * replays.
 */
public interface Spectator {
  /** A session begins. */
  Watch session();

  /** One session that is watched. */
  interface Watch {
    /** A request of it was answered. Not called of requests without a session. */
    void happened(Turn turn);

    /** It is over. */
    void ended();
  }

  /** Watches nothing. */
  static Spectator none() {
    Watch nothing =
        new Watch() {
          @Override
          public void happened(Turn turn) {}

          @Override
          public void ended() {}
        };
    return () -> nothing;
  }
}
