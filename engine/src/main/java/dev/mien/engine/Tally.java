package dev.mien.engine;

import dev.mien.engine.decision.Showing.First;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.Turn;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of every decision, to count. Called on the thread that decided, before the answer
 * leaves: it must be quick, must not block, and must keep nothing of a single session.
 */
@FunctionalInterface
public interface Tally {
  /**
   * One request was decided.
   *
   * @param membership the segments that held; valid during the call only
   * @param mark of the session; none in contextual mode
   */
  void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark);

  /**
   * One request of a session was answered.
   *
   * @param turn what the request came to; without a state if the session ended with it
   */
  default void happened(Edition edition, Turn turn, Mark mark) {}

  /**
   * One request of a session was answered, with something that the session was not shown before.
   *
   * @param first what that is
   */
  default void shown(Edition edition, List<First> first, Mark mark) {}

  /** Counts nothing. */
  static Tally none() {
    return (_, _, _) -> {};
  }

  /** Tells this one, then {@code next}. */
  default Tally and(Tally next) {
    Tally first = this;
    return new Tally() {
      @Override
      public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {
        first.decided(answer, membership, mark);
        next.decided(answer, membership, mark);
      }

      @Override
      public void happened(Edition edition, Turn turn, Mark mark) {
        first.happened(edition, turn, mark);
        next.happened(edition, turn, mark);
      }

      @Override
      public void shown(Edition edition, List<First> first, Mark mark) {
        Tally.this.shown(edition, first, mark);
        next.shown(edition, first, mark);
      }
    };
  }
}
