package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.Pattern;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The canonical text of rules and event patterns, with no more parentheses than needed.
 *
 * <p>A tree that the parser can make is printed so that parsing gives it back, places apart. The
 * negations that have words of their own are printed with these: {@code x is not a}, {@code x not
 * in [a, b]}, {@code x is unknown}.
 */
public final class Printer {
  private Printer() {}

  public static String print(Pattern pattern) {
    return pattern.event().text()
        + pattern.field().map(field -> "." + field.text()).orElse("")
        + pattern.where().map(condition -> " where " + print(condition)).orElse("");
  }

  public static String print(Expression expression) {
    return switch (expression) {
      case Expression.Or(var parts, _) -> joined(parts, " or ", Strength.OR);
      case Expression.And(var parts, _) -> joined(parts, " and ", Strength.AND);
      case Expression.Not(var part, _) -> negated(part);
      case Expression.Reference(var name, _) -> name.text();
      case Expression.Is(var subject, var value, _) -> subject + " is " + print(value);
      case Expression.IsKnown(var subject, _) -> subject + " is known";
      case Expression.In(var subject, var values, _) -> subject + " in " + print(values);
      case Expression.Between(var subject, var low, var high, _) ->
          subject + " between " + print(low) + " and " + print(high);
      case Expression.Compare(var subject, var comparison, var bound, _) ->
          subject + " " + comparison.sign() + " " + print(bound);
      case Expression.HasAny(var subject, var values, _) ->
          subject
              + " has "
              + (values.size() == 1 ? print(values.getFirst()) : "any of " + print(values));
      case Expression.HasAll(var subject, var values, _) ->
          subject + " has all of " + print(values);
    };
  }

  /** The canonical text of one value. */
  public static String print(Literal literal) {
    return switch (literal) {
      case Literal.Label(var text, _) -> RuleWords.isBareLabel(text) ? text : quoted(text);
      case Literal.Amount(var number, var text, _) ->
          RuleWords.isNumber(text) ? text : number.toPlainString();
      case Literal.Time(var duration, _) -> Durations.print(duration);
    };
  }

  /** How tightly a form binds its parts, loosest first. */
  private enum Strength {
    OR,
    AND,
    NOT,
    TEST
  }

  private static Strength strength(Expression expression) {
    return switch (expression) {
      case Expression.Or _ -> Strength.OR;
      case Expression.And _ -> Strength.AND;
      case Expression.Not(Expression.Is _, _),
          Expression.Not(Expression.In _, _),
          Expression.Not(Expression.IsKnown _, _) ->
          Strength.TEST;
      case Expression.Not _ -> Strength.NOT;
      case Expression.Reference _,
          Expression.Is _,
          Expression.IsKnown _,
          Expression.In _,
          Expression.Between _,
          Expression.Compare _,
          Expression.HasAny _,
          Expression.HasAll _ ->
          Strength.TEST;
    };
  }

  private static String joined(List<Expression> parts, String word, Strength strength) {
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      text.append(text.isEmpty() ? "" : word);
      if (strength(part).compareTo(strength) > 0) {
        text.append(print(part));
      } else {
        text.append('(').append(print(part)).append(')');
      }
    }
    return text.toString();
  }

  private static String negated(Expression part) {
    return switch (part) {
      case Expression.Is(var subject, var value, _) -> subject + " is not " + print(value);
      case Expression.In(var subject, var values, _) -> subject + " not in " + print(values);
      case Expression.IsKnown(var subject, _) -> subject + " is unknown";
      case Expression.Or _, Expression.And _ -> "not (" + print(part) + ")";
      case Expression.Not _,
          Expression.Reference _,
          Expression.Between _,
          Expression.Compare _,
          Expression.HasAny _,
          Expression.HasAll _ ->
          "not " + print(part);
    };
  }

  private static String print(List<Literal> values) {
    return values.stream().map(Printer::print).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String label) {
    return '"' + label.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
