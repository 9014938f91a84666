package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * From the text of a rule to its tokens. It never fails: what means nothing is a token of its own,
 * which no grammar rule accepts.
 */
final class Lexer {
  /** Longest first, since the first that fits is taken. Not all of them mean something here. */
  private static final List<String> SIGNS =
      List.of(
          "===", "!==", "<=", ">=", "=<", "=>", "==", "!=", "<>", "&&", "||", "(", ")", "[", "]",
          ",", "<", ">", "=", "!", "&", "|", "≤", "≥", "≠", "{", "}", ":", ";", "+", "*", "/", "%",
          "'", "“", "”", "„");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of {@code text}, with {@link Kind#END} as the last. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.add(Kind.END, "", text.length());
    return lexer.tokens;
  }

  private void next() {
    char first = text.charAt(at);
    if (Character.isWhitespace(first)) {
      at++;
    } else if (first == '"') {
      quoted();
    } else if (isWordCharacter(first) || isMinusOfNumber()) {
      word();
    } else {
      sign();
    }
  }

  private void word() {
    int end = at + 1;
    while (end < text.length() && isStrange(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end);
    if (RuleWords.isNumber(word)) {
      add(Kind.NUMBER, word, end);
    } else {
      add(word.charAt(0) != '-' && isInner(word) ? Kind.WORD : Kind.STRANGE, word, end);
    }
  }

  private static boolean isInner(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isInnerCharacter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void quoted() {
    StringBuilder label = new StringBuilder();
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
      if (text.charAt(end) == '\\' && isEscapable(end + 1)) {
        end++;
      }
      label.append(text.charAt(end));
      end++;
    }
    if (end < text.length() && text.charAt(end) == '"') {
      add(Kind.QUOTED, label.toString(), end + 1);
    } else {
      add(Kind.UNCLOSED, label.toString(), end);
    }
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Kind.SIGN, sign, at + sign.length());
        return;
      }
    }
    int end = at + 1;
    while (end < text.length() && isStrange(text.charAt(end))) {
      end++;
    }
    add(Kind.STRANGE, text.substring(at, end), end);
  }

  private static boolean isStrange(char character) {
    return Character.isLetter(character)
        || Character.isSurrogate(character)
        || isInnerCharacter(character);
  }

  private boolean isEscapable(int index) {
    return index < text.length() && (text.charAt(index) == '"' || text.charAt(index) == '\\');
  }

  private boolean isMinusOfNumber() {
    return text.charAt(at) == '-'
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  private static boolean isWordCharacter(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  private static boolean isInnerCharacter(char character) {
    return isWordCharacter(character) || character == '_' || character == '.' || character == '-';
  }

  private void add(Kind kind, String word, int end) {
    tokens.add(new Token(kind, word, at, end));
    at = end;
  }
}
