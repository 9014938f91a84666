package dev.mien.segments.check;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Origin;
import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Expression.Between;
import dev.mien.segments.syntax.Expression.Compare;
import dev.mien.segments.syntax.Expression.HasAll;
import dev.mien.segments.syntax.Expression.HasAny;
import dev.mien.segments.syntax.Expression.In;
import dev.mien.segments.syntax.Expression.Is;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a test asks about: an attribute, or a field of an event.
 *
 * @param cap where values stop growing, so that this number means itself or more
 */
record Subject(String name, Alphabet alphabet, Optional<BigDecimal> cap) {
  static Subject of(Attribute attribute) {
    Optional<BigDecimal> cap =
        attribute.origin() instanceof Origin.Sum sum ? Optional.of(sum.upTo()) : Optional.empty();
    return new Subject(attribute.name().text(), attribute.alphabet(), cap);
  }

  static Subject field(String name, Alphabet alphabet) {
    return new Subject(name, alphabet, Optional.empty());
  }

  /** What it is, with its article. */
  String kind() {
    return switch (alphabet) {
      case Alphabet.Choice _ -> "a choice";
      case Alphabet.Choices _ -> "a set of labels";
      case Alphabet.Numeric _ -> "a number";
      case Alphabet.Flag _ -> "a flag";
      case Alphabet.Count _ -> "a count";
      case Alphabet.Elapsed _ -> "a recency";
    };
  }

  /** How it can be asked about, with an example. */
  String writable() {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) ->
          "ask it with 'is' or 'in', such as '" + name + " is " + labels.getFirst() + "'";
      case Alphabet.Choices(var labels) ->
          "ask it with 'has', such as '" + name + " has any of [" + labels.getFirst() + "]'";
      case Alphabet.Numeric(_, var edges) ->
          "compare it with an edge, such as '"
              + name
              + " >= "
              + Phrases.plain(edges.getLast())
              + "'";
      case Alphabet.Flag() -> "write '" + name + " is true' or '" + name + " is false'";
      case Alphabet.Count _ -> "compare it with a whole number, such as '" + name + " >= 1'";
      case Alphabet.Elapsed(var edges) -> {
        String edge = Durations.print(edges.getLast());
        yield "write '" + name + " < " + edge + "' or '" + name + " >= " + edge + "'";
      }
    };
  }

  /** The sign or word that a test asks with. */
  static String sign(Expression test) {
    return switch (test) {
      case Is _, Expression.IsKnown _ -> "is";
      case In _ -> "in";
      case Between _ -> "between";
      case Compare compare -> compare.comparison().sign();
      case HasAny _, HasAll _ -> "has";
      case Expression.And _ -> "and";
      case Expression.Or _ -> "or";
      case Expression.Not _ -> "not";
      case Expression.Reference _ -> "a segment";
    };
  }
}
