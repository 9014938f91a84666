package dev.mien.segments.compile;

import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import java.util.Optional;

/**
 * Literals of one attribute as what they are: sets of the states that the attribute can be in. A
 * single-valued attribute has a code or is missing; a choices attribute has a set of labels or is
 * missing. No literal holds of a withheld fact.
 */
final class LiteralAlgebra {
  private LiteralAlgebra() {}

  /** The literal that holds for {@code codes}, and for a missing fact too if so told. */
  static Optional<Literal> codes(int attribute, long codes, Gap gap) {
    return switch (gap) {
      case CLOSED -> codes == 0 ? Optional.empty() : Optional.of(new CodeIn(attribute, codes));
      case OPEN ->
          Optional.of(codes == 0 ? new Missing(attribute) : new CodeInOrMissing(attribute, codes));
    };
  }

  /** Whether a literal on codes holds of a missing fact. */
  enum Gap {
    OPEN,
    CLOSED;

    static Gap of(boolean open) {
      return open ? OPEN : CLOSED;
    }
  }

  /** The states in both; empty if there are none. */
  static Optional<Literal> meet(Literal left, Literal right) {
    if (left instanceof Labels one && right instanceof Labels two) {
      long present = one.present() | two.present();
      long absent = one.absent() | two.absent();
      return (present & absent) != 0
          ? Optional.empty()
          : Optional.of(new Labels(one.attribute(), present, absent));
    }
    if (left instanceof Labels || right instanceof Labels) {
      return Optional.empty();
    }
    return codes(
        left.attribute(),
        codes(left) & codes(right),
        Gap.of(holdsOfMissing(left) && holdsOfMissing(right)));
  }

  /** Whether every state of {@code left} is one of {@code right}, on the same attribute or not. */
  static boolean implies(Literal left, Literal right) {
    if (left.attribute() != right.attribute()) {
      return false;
    }
    if (left instanceof Labels one && right instanceof Labels two) {
      return (two.present() & ~one.present()) == 0 && (two.absent() & ~one.absent()) == 0;
    }
    if (left instanceof Labels || right instanceof Labels) {
      return false;
    }
    return (codes(left) & ~codes(right)) == 0 && (!holdsOfMissing(left) || holdsOfMissing(right));
  }

  /** The states in either, where one literal can say so. */
  static Optional<Literal> join(Literal left, Literal right) {
    if (left.attribute() != right.attribute()) {
      return Optional.empty();
    }
    if (implies(left, right)) {
      return Optional.of(right);
    }
    if (implies(right, left)) {
      return Optional.of(left);
    }
    if (left instanceof Labels one && right instanceof Labels two) {
      long opposed = (one.present() & two.absent()) | (one.absent() & two.present());
      boolean otherwiseEqual =
          (one.present() & ~opposed) == (two.present() & ~opposed)
              && (one.absent() & ~opposed) == (two.absent() & ~opposed);
      return Long.bitCount(opposed) == 1 && otherwiseEqual
          ? Optional.of(
              new Labels(one.attribute(), one.present() & ~opposed, one.absent() & ~opposed))
          : Optional.empty();
    }
    if (left instanceof Labels || right instanceof Labels) {
      return Optional.empty();
    }
    return codes(
        left.attribute(),
        codes(left) | codes(right),
        Gap.of(holdsOfMissing(left) || holdsOfMissing(right)));
  }

  /** The codes that a literal which is not about labels holds for. */
  static long codes(Literal literal) {
    return switch (literal) {
      case CodeIn(_, long codes) -> codes;
      case CodeInOrMissing(_, long codes) -> codes;
      case Missing _ -> 0;
      case Labels _ -> throw new IllegalArgumentException("labels are not codes");
    };
  }

  static boolean holdsOfMissing(Literal literal) {
    return switch (literal) {
      case CodeIn _, Labels _ -> false;
      case CodeInOrMissing _, Missing _ -> true;
    };
  }
}
