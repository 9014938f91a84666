package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.NearestName;
import dev.mien.segments.source.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The grammar of the values in a rule: labels, numbers, durations and lists of these. */
final class Values {
  private final TokenReader tokens;

  Values(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** Reads {@code "[" value ("," value)* "]"}. */
  List<Literal> list() {
    Token opening = tokens.peek();
    if (!tokens.takeSign("[")) {
      tokens.expected("a list", "a list stands in brackets: '[a, b]'");
    }
    List<Literal> read = new ArrayList<>();
    if (tokens.peek().isSign("]")) {
      tokens.fail(opening, "this list is empty", "put at least one value between '[' and ']'");
    }
    do {
      if (!isUnclosed(opening)) {
        read.add(value("a value", ""));
      }
    } while (tokens.takeSign(","));
    if (!isUnclosed(opening) && !tokens.takeSign("]")) {
      tokens.expected("',' or ']'", "the values of a list are separated by commas");
    }
    return read;
  }

  private boolean isUnclosed(Token opening) {
    boolean unclosed = tokens.isAtEnd();
    if (unclosed) {
      tokens.fail(opening, "this '[' is never closed", "close it with ']'");
    }
    return unclosed;
  }

  /** Reads a value that something is compared with, which is hardly ever a label. */
  Literal bound(String wanted) {
    Token found = tokens.peek();
    Optional<String> meant =
        found.kind() == Token.Kind.WORD ? RuleWords.unstuck(found.text()) : Optional.empty();
    meant.ifPresent(
        duration ->
            tokens.fail(
                unknownUnit(
                    tokens.span(found),
                    "'" + found.text() + "' is neither a number nor a duration",
                    "did you mean '" + duration + "'?")));
    return value(wanted, "");
  }

  /** Reads a label, a number or a duration; {@code wanted} says what else could have stood here. */
  Literal value(String wanted, String hint) {
    Token found = tokens.peek();
    switch (found.kind()) {
      case QUOTED -> {
        tokens.take();
        return new Literal.Label(found.text(), tokens.span(found));
      }
      case NUMBER -> {
        tokens.take();
        return number(found);
      }
      case WORD -> {
        if (found.isName() || found.isWord("true") || found.isWord("false")) {
          tokens.take();
          return new Literal.Label(found.text(), tokens.span(found));
        }
        String kept = "'" + found.text() + "' is a word of the rules; as a label it is quoted";
        expected(wanted, hint.isEmpty() ? kept : hint);
      }
      case SIGN, UNCLOSED, STRANGE, END -> expected(wanted, hint);
    }
    return new Literal.Label("", tokens.span(found));
  }

  /** A hint of the caller knows more than the token alone. */
  private void expected(String wanted, String hint) {
    Token found = tokens.peek();
    if (hint.isEmpty() || found.kind() == Token.Kind.UNCLOSED) {
      tokens.expected(
          wanted, "a value is a label, a number, a duration such as '30 minutes', true or false");
    } else {
      tokens.fail(
          found,
          "expected " + wanted + " after " + tokens.last().shown() + ", found " + found.shown(),
          hint);
    }
  }

  private Literal number(Token found) {
    BigDecimal number = new BigDecimal(found.text());
    Token unit = tokens.peek();
    if (unit.isSign("%")) {
      tokens.fail(
          unknownUnit(
              tokens.span(unit), "'%' is no unit of a value in a rule", RuleHints.of(unit)));
    }
    if (!unit.isName()) {
      return new Literal.Amount(number, found.text(), tokens.span(found));
    }
    Optional<Duration> one = Durations.unit(unit.text());
    if (one.isEmpty()) {
      String hint =
          RuleHints.of(unit).isEmpty()
              ? NearestName.hint(
                  unit.text(),
                  number.compareTo(BigDecimal.ONE) == 0 ? RuleWords.UNITS : RuleWords.UNITS_OF_MANY,
                  "the units are seconds, minutes, hours and days; other numbers have none")
              : RuleHints.of(unit);
      tokens.fail(unknownUnit(tokens.span(unit), "'" + unit.text() + "' is no unit of time", hint));
      return new Literal.Amount(number, found.text(), tokens.span(found));
    }
    tokens.take();
    Optional<Duration> duration = Durations.times(number, one.get());
    if (duration.isEmpty()) {
      tokens.fail(
          Diagnostic.error(
              SyntaxCodes.RULE_SYNTAX,
              tokens.spanFrom(found),
              "a duration is a whole number of seconds, at most " + Durations.print(Durations.MAX),
              "choose a smaller unit, or a number that is not negative"));
    }
    return new Literal.Time(duration.orElse(Duration.ZERO), tokens.spanFrom(found));
  }

  private static Diagnostic unknownUnit(Span span, String message, String hint) {
    return Diagnostic.error(SyntaxCodes.UNKNOWN_UNIT, span, message, hint);
  }
}
