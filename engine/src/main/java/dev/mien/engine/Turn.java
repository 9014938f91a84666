package dev.mien.engine;

import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.signal.Notice;
import java.time.Instant;
import java.util.List;

/**
 * One request of a session, decided but not yet sealed.
 *
 * @param state the session from now on
 */
record Turn(
    SessionState state,
    Membership membership,
    List<SlotDecision> decisions,
    List<Notice> notices,
    PurposesEnded purposesEnded) {
  /** Whether goal events of this request ended purposes. */
  enum PurposesEnded {
    NONE,
    SOME
  }

  /** Whether nothing is left to keep: the last purpose ended with this request. */
  boolean isOver() {
    return state.consent().isEmpty();
  }

  /** The same with the lease of its half-key running from {@code now}. */
  Turn leasedAt(Instant now) {
    return new Turn(state.leased(now), membership, decisions, notices, purposesEnded);
  }

  /** The same for later: the membership of a match is only lent until the next. */
  Turn keepingItsMembership() {
    return new Turn(state, membership.copy(), decisions, notices, purposesEnded);
  }
}
