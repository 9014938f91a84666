package dev.mien.engine;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.signal.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of one request to the engine. */
public sealed interface Answer {
  /**
   * It was decided.
   *
   * @param decisions in the order of the slots asked for
   * @param notices what was left out
   * @param capsule the session from now on; none in contextual mode
   * @param settled what became of consent, if the request stated any
   */
  record Decided(
      Edition edition,
      Mode mode,
      List<SlotDecision> decisions,
      List<Notice> notices,
      Optional<Issued> capsule,
      Optional<Settled> settled)
      implements Answer {
    public Decided {
      decisions = List.copyOf(decisions);
      notices = List.copyOf(notices);
    }
  }

  /** The capsule cannot be read here and never will be; the caller drops it and starts afresh. */
  record Unreadable() implements Answer {}

  /** The session was erased. */
  record Erased() implements Answer {}

  /**
   * The cluster did not answer in time, and without it a change of consent cannot be kept. The
   * caller keeps its capsule and may ask again; if the change was made all the same, the capsule is
   * then unreadable. Plain decisions never end so: they go on without the session.
   */
  record Unavailable() implements Answer {}

  /**
   * A fresh capsule.
   *
   * @param expires when it ends if nothing more is heard of the session
   */
  record Issued(Capsule capsule, Instant expires) {
    /** The capsule as callers carry it. */
    public String text() {
      return capsule.text();
    }
  }
}
