package dev.mien.engine;

import dev.mien.engine.membership.Membership;
import java.util.OptionalInt;

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
   * @param token of the session, shared with many others; none in contextual mode
   */
  void decided(Answer.Decided answer, Membership membership, OptionalInt token);

  /** Counts nothing. */
  static Tally none() {
    return (_, _, _) -> {};
  }

  /** Tells this one, then {@code next}. */
  default Tally and(Tally next) {
    return (answer, membership, token) -> {
      decided(answer, membership, token);
      next.decided(answer, membership, token);
    };
  }
}
