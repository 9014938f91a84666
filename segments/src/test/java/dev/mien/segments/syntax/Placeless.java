package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.Pattern;
import java.util.List;

/** Trees with all places taken out, so that they are equal if they say the same. */
final class Placeless {
  static final Span NOWHERE = new Span(SourceText.unnamed(""), 0, 0);

  private Placeless() {}

  static Pattern of(Pattern pattern) {
    return new Pattern(
        of(pattern.event()),
        pattern.field().map(Placeless::of),
        pattern.where().map(Placeless::of),
        NOWHERE);
  }

  static Expression of(Expression expression) {
    return switch (expression) {
      case Expression.Or(var parts, _) ->
          new Expression.Or(parts.stream().map(Placeless::of).toList(), NOWHERE);
      case Expression.And(var parts, _) ->
          new Expression.And(parts.stream().map(Placeless::of).toList(), NOWHERE);
      case Expression.Not(var part, _) -> new Expression.Not(of(part), NOWHERE);
      case Expression.Reference(var name, _) -> new Expression.Reference(of(name), NOWHERE);
      case Expression.Is(var subject, var value, _) ->
          new Expression.Is(of(subject), of(value), NOWHERE);
      case Expression.IsKnown(var subject, _) -> new Expression.IsKnown(of(subject), NOWHERE);
      case Expression.In(var subject, var values, _) ->
          new Expression.In(of(subject), of(values), NOWHERE);
      case Expression.Between(var subject, var low, var high, _) ->
          new Expression.Between(of(subject), of(low), of(high), NOWHERE);
      case Expression.Compare(var subject, var comparison, var bound, _) ->
          new Expression.Compare(of(subject), comparison, of(bound), NOWHERE);
      case Expression.HasAny(var subject, var values, _) ->
          new Expression.HasAny(of(subject), of(values), NOWHERE);
      case Expression.HasAll(var subject, var values, _) ->
          new Expression.HasAll(of(subject), of(values), NOWHERE);
    };
  }

  static Word of(Word word) {
    return new Word(word.text(), NOWHERE);
  }

  private static List<Literal> of(List<Literal> values) {
    return values.stream().map(Placeless::of).toList();
  }

  private static Literal of(Literal literal) {
    return switch (literal) {
      case Literal.Label(var text, _) -> new Literal.Label(text, NOWHERE);
      case Literal.Amount(var number, var text, _) -> new Literal.Amount(number, text, NOWHERE);
      case Literal.Time(var duration, _) -> new Literal.Time(duration, NOWHERE);
    };
  }
}
