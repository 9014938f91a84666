package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of one rule, read one after another, with the first thing that is wrong with them.
 *
 * <p>After a failure only the end is left to read. So every loop of the parser ends by itself, and
 * what follows from the first mistake is never reported.
 */
final class TokenReader {
  private final MappedText text;
  private final List<Token> tokens;
  private int next;
  private Optional<Diagnostic> failure = Optional.empty();

  TokenReader(MappedText text) {
    this.text = text;
    this.tokens = Lexer.tokens(text.text());
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token after the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  /** The token that was taken last; before any, the first of all. */
  Token last() {
    return tokens.get(Math.max(0, next - 1));
  }

  Token take() {
    Token taken = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return taken;
  }

  boolean takeWord(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      take();
    }
    return found;
  }

  boolean takeSign(String sign) {
    boolean found = peek().isSign(sign);
    if (found) {
      take();
    }
    return found;
  }

  boolean isAtEnd() {
    return peek().kind() == Token.Kind.END;
  }

  /** What was read, unless something failed. */
  <T> Parsed<T> answer(T read) {
    return failure.<Parsed<T>>map(Parsed.Unsound::new).orElseGet(() -> new Parsed.Sound<>(read));
  }

  /** The place of one token; of the end, the end. */
  Span span(Token token) {
    return text.span(token.start(), token.end());
  }

  /** The place from {@code first} to the token that was taken last. */
  Span spanFrom(Token first) {
    return text.span(first.start(), Math.max(first.end(), last().end()));
  }

  /** The place of a part of a token. */
  Span span(Token token, int from, int to) {
    return text.span(token.start() + from, token.start() + to);
  }

  /**
   * Says that {@code wanted} is missing where the next token stands. The token itself may suggest
   * something; otherwise the hint is {@code general}.
   */
  void expected(String wanted, String general) {
    Token found = peek();
    boolean first = next == 0;
    String place = first ? "" : " after " + last().shown();
    String own = RuleHints.of(found);
    String suggestion = own.isEmpty() ? general : own;
    switch (found.kind()) {
      case UNCLOSED ->
          fail(found, "this quotation mark is never closed", "end the label with \" in its line");
      case END ->
          fail(last(), "expected " + wanted + (first ? ", found nothing" : place), suggestion);
      case WORD, NUMBER, QUOTED, SIGN, STRANGE ->
          fail(found, "expected " + wanted + place + ", found " + found.shown(), suggestion);
    }
  }

  void fail(Token at, String message, String hint) {
    fail(Diagnostic.error(SyntaxCodes.RULE_SYNTAX, span(at), message, hint));
  }

  void fail(Diagnostic finding) {
    if (failure.isEmpty()) {
      failure = Optional.of(finding);
    }
    next = tokens.size() - 1;
  }
}
