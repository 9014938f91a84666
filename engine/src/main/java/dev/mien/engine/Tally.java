package dev.mien.engine;

import dev.mien.engine.membership.Membership;
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

  /** Counts nothing. */
  static Tally none() {
    return (_, _, _) -> {};
  }

  /** Tells this one, then {@code next}. */
  default Tally and(Tally next) {
    return (answer, membership, mark) -> {
      decided(answer, membership, mark);
      next.decided(answer, membership, mark);
    };
  }
}
