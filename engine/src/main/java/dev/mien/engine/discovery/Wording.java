package dev.mien.engine.discovery;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Schema;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Expression.Comparison;
import dev.mien.segments.syntax.Literal;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Conditions as rules of the language, in the fewest words that mean exactly the same. */
final class Wording {
  private static final Span NOWHERE = SourceText.unnamed("").span(0, 0);
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,15})?");

  private final Schema schema;

  Wording(Schema schema) {
    this.schema = schema;
  }

  /** All of {@code conditions}, of which there is at least one. */
  Expression all(List<Condition> conditions) {
    List<Expression> parts = new ArrayList<>();
    conditions.forEach(condition -> parts.addAll(parts(condition)));
    return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts, NOWHERE);
  }

  private List<Expression> parts(Condition condition) {
    Attribute attribute = schema.attributes().get(condition.attribute());
    Word subject = new Word(attribute.name().text(), NOWHERE);
    return switch (condition) {
      case Condition.Known(_, var isKnown) -> {
        Expression known = new Expression.IsKnown(subject, NOWHERE);
        yield List.of(isKnown ? known : new Expression.Not(known, NOWHERE));
      }
      case Condition.Having(_, long all, long none) -> having(subject, attribute, all, none);
      case Condition.Codes(_, long codes) -> codes(subject, attribute.alphabet(), codes);
    };
  }

  private static List<Expression> having(Word subject, Attribute attribute, long all, long none) {
    List<Expression> parts = new ArrayList<>();
    if (all != 0) {
      List<Literal> labels = labels(attribute.alphabet(), all);
      parts.add(
          labels.size() == 1
              ? new Expression.HasAny(subject, labels, NOWHERE)
              : new Expression.HasAll(subject, labels, NOWHERE));
    }
    if (none != 0) {
      List<Literal> labels = labels(attribute.alphabet(), none);
      parts.add(new Expression.Not(new Expression.HasAny(subject, labels, NOWHERE), NOWHERE));
    }
    return parts;
  }

  private static List<Expression> codes(Word subject, Alphabet alphabet, long codes) {
    if (codes == alphabet.all()) {
      return List.of(new Expression.IsKnown(subject, NOWHERE));
    }
    return switch (alphabet) {
      case Alphabet.Flag _ ->
          List.of(new Expression.Is(subject, label(codes == 1 ? "false" : "true"), NOWHERE));
      case Alphabet.Choice _, Alphabet.Choices _ -> {
        long others = alphabet.all() & ~codes;
        yield Long.bitCount(others) < Long.bitCount(codes)
            ? List.of(new Expression.Not(among(subject, alphabet, others), NOWHERE))
            : List.of(among(subject, alphabet, codes));
      }
      case Alphabet.Numeric _, Alphabet.Count _, Alphabet.Elapsed _ -> {
        List<List<Expression>> runs = new ArrayList<>();
        long rest = codes;
        while (rest != 0) {
          int low = Long.numberOfTrailingZeros(rest);
          int length = Long.numberOfTrailingZeros(~(rest >>> low));
          runs.add(run(subject, alphabet, low, low + length - 1));
          rest = low + length >= Long.SIZE ? 0 : rest & (-1L << (low + length));
        }
        yield runs.size() == 1
            ? runs.getFirst()
            : List.of(
                new Expression.Or(
                    runs.stream()
                        .map(
                            run ->
                                run.size() == 1 ? run.getFirst() : new Expression.And(run, NOWHERE))
                        .toList(),
                    NOWHERE));
      }
    };
  }

  private static Expression among(Word subject, Alphabet alphabet, long codes) {
    List<Literal> labels = labels(alphabet, codes);
    return labels.size() == 1
        ? new Expression.Is(subject, labels.getFirst(), NOWHERE)
        : new Expression.In(subject, labels, NOWHERE);
  }

  private static List<Literal> labels(Alphabet alphabet, long codes) {
    List<String> all =
        switch (alphabet) {
          case Alphabet.Choice(var labels) -> labels;
          case Alphabet.Choices(var labels) -> labels;
          case Alphabet.Flag _ -> List.of("false", "true");
          case Alphabet.Numeric _, Alphabet.Count _, Alphabet.Elapsed _ -> List.of();
        };
    List<Literal> labels = new ArrayList<>();
    for (long rest = codes; rest != 0; rest &= rest - 1) {
      labels.add(label(all.get(Long.numberOfTrailingZeros(rest))));
    }
    return labels;
  }

  // A label that looks like a number is written like one.
  private static Literal label(String text) {
    return NUMBER.matcher(text).matches()
        ? new Literal.Amount(new BigDecimal(text), text, NOWHERE)
        : new Literal.Label(text, NOWHERE);
  }

  /** The end of a run of codes, and whether it belongs to the run. */
  private record End(Literal bound, boolean isIn) {}

  private static List<Expression> run(Word subject, Alphabet alphabet, int low, int high) {
    Optional<End> from = low == 0 ? Optional.empty() : Optional.of(from(alphabet, low));
    Optional<End> to =
        high == alphabet.codes() - 1 ? Optional.empty() : Optional.of(to(alphabet, high));
    if (from.isPresent() && to.isPresent() && from.get().isIn && to.get().isIn) {
      return List.of(
          low == high
              ? new Expression.Is(subject, from.get().bound, NOWHERE)
              : new Expression.Between(subject, from.get().bound, to.get().bound, NOWHERE));
    }
    if (alphabet instanceof Alphabet.Count && low == high) {
      return List.of(new Expression.Is(subject, amount(BigDecimal.valueOf(low)), NOWHERE));
    }
    List<Expression> parts = new ArrayList<>();
    from.ifPresent(
        end ->
            parts.add(
                compare(subject, end.isIn ? Comparison.AT_LEAST : Comparison.MORE, end.bound)));
    to.ifPresent(
        end ->
            parts.add(
                compare(subject, end.isIn ? Comparison.AT_MOST : Comparison.LESS, end.bound)));
    return parts;
  }

  private static Expression compare(Word subject, Comparison comparison, Literal bound) {
    return new Expression.Compare(subject, comparison, bound, NOWHERE);
  }

  private static End from(Alphabet alphabet, int low) {
    return switch (alphabet) {
      case Alphabet.Numeric(_, var edges) ->
          new End(amount(edges.get((low - 1) / 2)), low % 2 == 1);
      case Alphabet.Elapsed(var edges) ->
          new End(new Literal.Time(edges.get(low - 1), NOWHERE), true);
      case Alphabet.Count _, Alphabet.Choice _, Alphabet.Choices _, Alphabet.Flag _ ->
          new End(amount(BigDecimal.valueOf(low)), true);
    };
  }

  private static End to(Alphabet alphabet, int high) {
    return switch (alphabet) {
      case Alphabet.Numeric(_, var edges) -> new End(amount(edges.get(high / 2)), high % 2 == 1);
      case Alphabet.Elapsed(var edges) ->
          new End(new Literal.Time(edges.get(high), NOWHERE), false);
      case Alphabet.Count _, Alphabet.Choice _, Alphabet.Choices _, Alphabet.Flag _ ->
          new End(amount(BigDecimal.valueOf(high)), true);
    };
  }

  private static Literal amount(BigDecimal number) {
    return new Literal.Amount(number, number.toPlainString(), NOWHERE);
  }
}
