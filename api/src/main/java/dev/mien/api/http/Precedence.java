package dev.mien.api.http;

import java.util.Locale;

/** In which order requests are shed: the first of these goes first. */
public enum Precedence {
  /**
   * Decisions without a capsule, and whatever is asked for in vain. Whoever has just come loses
   * least: the page shows what it shows to everybody.
   */
  NEWCOMER,

  /** Decisions and events within a session, and what is served as it is. */
  RETURNING,

  /** What visitors ask of their own session: to see it, to change consent, to erase it. */
  SESSION;

  /** As metrics have it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
