package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.Pattern;
import java.util.Optional;

/**
 * The grammar of event patterns.
 *
 * <pre>
 * pattern := EVENT ["." FIELD] ["where" expression]
 * </pre>
 */
final class PatternParser {
  private final TokenReader tokens;
  private final ExpressionParser conditions;

  PatternParser(TokenReader tokens) {
    this.tokens = tokens;
    this.conditions = new ExpressionParser(tokens);
  }

  Parsed<Pattern> pattern() {
    Token first = tokens.peek();
    if (!first.isName()) {
      tokens.expected("the name of an event", "write 'event', or 'event where condition'");
    }
    tokens.take();
    String text = first.text();
    int dot = text.indexOf('.');
    if (dot == 0 || dot == text.length() - 1 || dot != text.lastIndexOf('.')) {
      tokens.fail(
          first, "'" + text + "' is neither an event nor a field of one", "write 'event.field'");
    }
    Word event = part(first, 0, dot < 0 ? text.length() : dot);
    Optional<Word> field =
        dot < 0 ? Optional.empty() : Optional.of(part(first, dot + 1, text.length()));
    return tokens.answer(new Pattern(event, field, condition(), tokens.spanFrom(first)));
  }

  private Optional<Expression> condition() {
    if (tokens.isAtEnd()) {
      return Optional.empty();
    }
    if (!tokens.takeWord("where")) {
      tokens.expected(
          "'where' or the end", "a condition follows 'where': 'event where field is x'");
    }
    Expression where = conditions.expression();
    conditions.expectEnd();
    return Optional.of(where);
  }

  private Word part(Token token, int from, int to) {
    return new Word(token.text().substring(from, to), tokens.span(token, from, to));
  }
}
