package dev.mien.engine;

import java.util.List;

/** What came of asking what a recipient may be told of a session. */
public sealed interface Exposed {
  /**
   * What it may be told: ids of its taxonomy, rising; none where it is nothing, for whatever
   * reason.
   */
  record Told(List<Integer> ids) implements Exposed {
    public static final Told NOTHING = new Told(List.of());

    public Told {
      ids = List.copyOf(ids);
    }
  }

  /** The edition in force has no such recipient. */
  record UnknownRecipient() implements Exposed {}

  record Unreadable() implements Exposed {}

  record Erased() implements Exposed {}

  /** The cluster did not answer in time; the caller keeps its capsule and may ask again. */
  record Unavailable() implements Exposed {}
}
