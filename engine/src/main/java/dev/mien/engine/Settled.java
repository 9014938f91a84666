package dev.mien.engine;

import dev.mien.engine.privacy.Consent;
import dev.mien.engine.privacy.ConsentInForce.Change;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Turn;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request that stated consent came to.
 *
 * @param outcome what the visitor did
 * @param before what was remembered; it may be empty, and it may have lapsed
 * @param now what is in force; it may be empty
 * @param at when
 */
public record Settled(Outcome outcome, Consent before, Consent now, Instant at) {
  /** What a visitor did by stating consent. */
  public enum Outcome {
    GIVEN,
    /** Something else was allowed before. */
    CHANGED,
    /** The same was allowed before. */
    CONFIRMED,
    /** Nothing was allowed before, and nothing is. */
    REFUSED,
    /** All that was allowed before was taken back. */
    WITHDRAWN,
    /** Something was stated that is not in force, such as purposes that nobody declared. */
    VOID
  }

  /** What a turn came to, if its request stated consent. */
  static Optional<Settled> of(ConsentStatement statement, Turn turn, Instant at) {
    return switch (statement) {
      case ConsentStatement.Unsaid _ -> Optional.empty();
      case ConsentStatement.Stated stated ->
          Optional.of(of(turn, at, stated.purposes().isEmpty() ? Outcome.REFUSED : Outcome.VOID));
      case ConsentStatement.ByString _ -> Optional.of(of(turn, at, Outcome.VOID));
    };
  }

  private static Settled of(Turn turn, Instant at, Outcome withoutAny) {
    Consent now = turn.consent();
    return new Settled(outcome(turn, now, withoutAny), turn.before(), now, at);
  }

  private static Outcome outcome(Turn turn, Consent now, Outcome withoutAny) {
    if (now.isEmpty()) {
      return turn.before().isEmpty() ? withoutAny : Outcome.WITHDRAWN;
    }
    if (turn.before().isEmpty() || turn.change() == Change.BEGUN) {
      return Outcome.GIVEN;
    }
    return turn.change() == Change.NONE ? Outcome.CONFIRMED : Outcome.CHANGED;
  }
}
