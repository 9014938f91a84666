package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Expression.Comparison;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The grammar of rules, by recursive descent, one method for each of its lines.
 *
 * <pre>
 * expression := conjunct ("or" conjunct)*
 * conjunct   := negation ("and" negation)*
 * negation   := "not" negation | primary
 * primary    := "(" expression ")" | NAME [test]
 * test       := "is" ["not"] (value | "known" | "unknown")
 *             | ["not"] "in" list | "between" value "and" value
 *             | ("&lt;" | "&lt;=" | "&gt;" | "&gt;=") value
 *             | "has" ("any" | "all") "of" list | "has" value
 * </pre>
 *
 * <p>A chain of {@code or} or {@code and} is one flat node; parentheses around a chain make a node
 * of their own, even within a chain of the same kind.
 */
final class ExpressionParser {
  private static final String CONDITION = "a condition";

  private final TokenReader tokens;
  private final Values values;
  private final Deque<Token> open = new ArrayDeque<>();
  private int depth;

  ExpressionParser(TokenReader tokens) {
    this.tokens = tokens;
    this.values = new Values(tokens);
  }

  Parsed<Expression> rule() {
    Expression read = expression();
    expectEnd();
    return tokens.answer(read);
  }

  /** Says what is left over after a whole rule. */
  void expectEnd() {
    Token found = tokens.peek();
    if (found.isSign(")")) {
      tokens.fail(found, "this ')' closes nothing", "remove it, or open a '(' before");
    } else if (!tokens.isAtEnd()) {
      tokens.expected(
          "'and', 'or' or the end of the rule", "conditions are joined by 'and' or 'or'");
    }
  }

  Expression expression() {
    return chain("or", this::conjunct, Expression.Or::new);
  }

  private Expression conjunct() {
    return chain("and", this::negation, Expression.And::new);
  }

  /** Makes one node of all parts of a chain. */
  private interface Joining {
    Expression of(List<Expression> parts, Span span);
  }

  private Expression chain(String word, Supplier<Expression> part, Joining joining) {
    Token first = tokens.peek();
    List<Expression> parts = new ArrayList<>(List.of(part.get()));
    while (tokens.takeWord(word)) {
      parts.add(part.get());
    }
    return parts.size() == 1 ? parts.getFirst() : joining.of(parts, tokens.spanFrom(first));
  }

  private Expression negation() {
    Token first = tokens.peek();
    if (!tokens.takeWord("not")) {
      return primary();
    }
    deeper(first);
    Expression part = negation();
    depth--;
    return new Expression.Not(part, tokens.spanFrom(first));
  }

  private Expression primary() {
    Token first = tokens.peek();
    if (first.isSign("(")) {
      return group();
    }
    if (first.isName() && !RuleWords.isReserved(first.text().toLowerCase(Locale.ROOT))) {
      tokens.take();
      return tested(first);
    }
    tokens.expected(CONDITION, hintForCondition(first));
    return nothing(first);
  }

  private String hintForCondition(Token found) {
    if (found.kind() == Token.Kind.NUMBER || found.kind() == Token.Kind.QUOTED) {
      return "the attribute comes first and its value after: 'x > 3', 'x is \"search\"'";
    }
    if (found.isWord("true") || found.isWord("false")) {
      return "a flag is asked for by 'x is " + found.text() + "'";
    }
    return found.isSign("[")
        ? "a list follows 'in' or 'has any of'"
        : "a condition is a segment alone, or a name with a test such as 'device is mobile'";
  }

  private Expression group() {
    Token opening = tokens.take();
    open.push(opening);
    deeper(opening);
    Expression inner = expression();
    depth--;
    if (tokens.isAtEnd()) {
      tokens.fail(opening, "this '(' is never closed", "close it with ')'");
    } else if (!tokens.takeSign(")")) {
      tokens.expected("'and', 'or' or ')'", "conditions are joined by 'and' or 'or'");
    }
    open.pop();
    return inner;
  }

  private void deeper(Token at) {
    depth++;
    if (depth > SyntaxLimits.RULE_DEPTH_MAX) {
      tokens.fail(
          Diagnostic.error(
              SyntaxCodes.TOO_DEEP,
              tokens.span(at),
              "this rule is nested more than " + SyntaxLimits.RULE_DEPTH_MAX + " deep",
              "make segments of its parts and refer to them by name"));
    }
  }

  private Expression tested(Token name) {
    Word subject = new Word(name.text(), tokens.span(name));
    Token found = tokens.peek();
    Optional<Comparison> comparison = comparison(found);
    if (comparison.isPresent()) {
      tokens.take();
      Literal bound = values.bound("a value");
      return new Expression.Compare(subject, comparison.get(), bound, tokens.spanFrom(name));
    }
    if (tokens.takeWord("is")) {
      return is(name, subject);
    }
    if (tokens.takeWord("not")) {
      return notIn(name, subject);
    }
    if (tokens.takeWord("in")) {
      return in(name, subject);
    }
    if (tokens.takeWord("between")) {
      return between(name, subject);
    }
    if (tokens.takeWord("has")) {
      return has(name, subject);
    }
    if (!endsCondition(found)) {
      tokens.expected(
          "'is', 'in', 'between', 'has', a comparison, 'and' or 'or'",
          "a segment stands alone, an attribute is tested: '" + name.text() + " is ...'");
    }
    return new Expression.Reference(subject, tokens.span(name));
  }

  private boolean endsCondition(Token found) {
    return found.kind() == Token.Kind.END
        || found.isWord("and")
        || found.isWord("or")
        || found.isSign(")");
  }

  private static Optional<Comparison> comparison(Token token) {
    for (Comparison comparison : Comparison.values()) {
      if (token.isSign(comparison.sign())) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  private Expression is(Token name, Word subject) {
    boolean negated = tokens.takeWord("not");
    Token found = tokens.peek();
    Function<Expression, Expression> sign =
        positive -> negated ? new Expression.Not(positive, tokens.spanFrom(name)) : positive;
    if (tokens.takeWord("known")) {
      return sign.apply(new Expression.IsKnown(subject, tokens.spanFrom(name)));
    }
    if (tokens.takeWord("unknown")) {
      Expression known = new Expression.IsKnown(subject, tokens.spanFrom(name));
      return sign.apply(new Expression.Not(known, tokens.spanFrom(name)));
    }
    String wanted =
        negated ? "a value, 'known' or 'unknown'" : "a value, 'not', 'known' or 'unknown'";
    Literal value = values.value(wanted, hintAfterIs(name.text(), found, negated ? " not" : ""));
    return sign.apply(new Expression.Is(subject, value, tokens.spanFrom(name)));
  }

  private static String hintAfterIs(String name, Token found, String not) {
    if (found.isWord("in") || found.isSign("[")) {
      return "write '" + name + not + " in [...]'";
    }
    if (found.isWord("any") || found.isWord("all")) {
      return "write '" + name + " has " + found.text() + " of [...]'";
    }
    if (found.isWord("between") || comparison(found).isPresent()) {
      return "leave out 'is" + not + "': '" + name + " " + found.text() + " ...'";
    }
    return "";
  }

  private Expression notIn(Token name, Word subject) {
    if (!tokens.takeWord("in")) {
      tokens.expected(
          "'in'",
          tokens.peek().isWord("is")
              ? "write '" + name.text() + " is not ...'"
              : "write '" + name.text() + " not in [...]', or 'not' before the name");
    }
    Expression positive = in(name, subject);
    return new Expression.Not(positive, tokens.spanFrom(name));
  }

  private Expression in(Token name, Word subject) {
    List<Literal> list = values.list();
    return new Expression.In(subject, list, tokens.spanFrom(name));
  }

  private Expression between(Token name, Word subject) {
    Literal low = values.bound("a value");
    if (!tokens.takeWord("and")) {
      tokens.expected("'and' and a second value", "write '" + name.text() + " between a and b'");
    }
    Literal high = values.bound("a second value");
    return new Expression.Between(subject, low, high, tokens.spanFrom(name));
  }

  private Expression has(Token name, Word subject) {
    Token kind = tokens.peek();
    if (!kind.isWord("any") && !kind.isWord("all")) {
      String hint = kind.isSign("[") ? "write 'has any of [...]' or 'has all of [...]'" : "";
      Literal value = values.value("'any of', 'all of' or a value", hint);
      return new Expression.HasAny(subject, List.of(value), tokens.spanFrom(name));
    }
    tokens.take();
    if (!tokens.takeWord("of")) {
      tokens.expected("'of'", "write '" + name.text() + " has " + kind.text() + " of [...]'");
    }
    List<Literal> list = values.list();
    return kind.isWord("any")
        ? new Expression.HasAny(subject, list, tokens.spanFrom(name))
        : new Expression.HasAll(subject, list, tokens.spanFrom(name));
  }

  /** What stands in a tree that will never be handed out, since something is wrong with it. */
  private Expression nothing(Token at) {
    return new Expression.Reference(new Word("", tokens.span(at)), tokens.span(at));
  }
}
