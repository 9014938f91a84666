package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import java.util.List;

/**
 * A rule as it was written. {@code is not}, {@code not in} and {@code is unknown} are {@link Not}
 * around the positive form.
 */
public sealed interface Expression {
  Span span();

  /** At least two parts. */
  record Or(List<Expression> parts, Span span) implements Expression {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** At least two parts. */
  record And(List<Expression> parts, Span span) implements Expression {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Not(Expression part, Span span) implements Expression {}

  /** A segment by its name. */
  record Reference(Word name, Span span) implements Expression {}

  /** {@code subject is value}. */
  record Is(Word subject, Literal value, Span span) implements Expression {}

  /** {@code subject is known}. */
  record IsKnown(Word subject, Span span) implements Expression {}

  /** {@code subject in [a, b]}. */
  record In(Word subject, List<Literal> values, Span span) implements Expression {
    public In {
      values = List.copyOf(values);
    }
  }

  /** {@code subject between low and high}, both ends included. */
  record Between(Word subject, Literal low, Literal high, Span span) implements Expression {}

  /** {@code subject < bound} and its kin. */
  record Compare(Word subject, Comparison comparison, Literal bound, Span span)
      implements Expression {}

  /** {@code subject has any of [a, b]}. */
  record HasAny(Word subject, List<Literal> values, Span span) implements Expression {
    public HasAny {
      values = List.copyOf(values);
    }
  }

  /** {@code subject has all of [a, b]}. */
  record HasAll(Word subject, List<Literal> values, Span span) implements Expression {
    public HasAll {
      values = List.copyOf(values);
    }
  }

  /** Which way a comparison looks. */
  enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
