package dev.mien.engine;

import dev.mien.engine.crowd.Asking;
import dev.mien.engine.decision.Showing.First;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer that is decided and not yet sealed.
 *
 * @param state the session from now on; none in contextual mode
 * @param turn what the request came to
 * @param first what the session is shown for the first time, to be counted when the answer leaves
 * @param crowd what was asked of the gate, to be counted when the answer leaves
 * @param settled what became of consent, if the request stated any
 */
record Draft(
    Optional<SessionState> state,
    Turn turn,
    Membership membership,
    List<SlotDecision> decisions,
    List<Notice> notices,
    List<First> first,
    Asking crowd,
    Optional<Settled> settled) {

  Mode mode() {
    return turn.permission().mode();
  }

  /** The same with the lease of the session's half-key running from {@code now}. */
  Draft leased(Instant now) {
    return new Draft(
        state.map(before -> before.leased(now)),
        turn,
        membership,
        decisions,
        notices,
        first,
        crowd,
        settled);
  }

  /** The same with one more notice. */
  Draft noticing(Notice notice) {
    List<Notice> more = new ArrayList<>(notices);
    more.add(notice);
    return new Draft(state, turn, membership, decisions, more, first, crowd, settled);
  }

  /** The same for later: the membership of a match is only lent until the next. */
  Draft keepingItsMembership() {
    return new Draft(state, turn, membership.copy(), decisions, notices, first, crowd, settled);
  }
}
