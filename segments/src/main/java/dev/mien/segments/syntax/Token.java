package dev.mien.segments.syntax;

/**
 * A piece of a rule.
 *
 * @param text what it says; of a quoted label without its quotation marks
 * @param start the offset of its first character in the rule
 * @param end the offset after its last
 */
record Token(Kind kind, String text, int start, int end) {
  private static final int SHOWN_MAX = 40;

  enum Kind {
    /** A name, a label or a word of the language. */
    WORD,
    NUMBER,
    QUOTED,
    /** Brackets, commas and comparisons, those of other languages included. */
    SIGN,
    /** A quoted label whose closing mark is missing. */
    UNCLOSED,
    /** A character that means nothing in a rule. */
    STRANGE,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Whether it can name something: a word that the language does not keep for itself. */
  boolean isName() {
    return kind == Kind.WORD && !RuleWords.isReserved(text);
  }

  /** The token as messages show it. */
  String shown() {
    return switch (kind) {
      case END -> "nothing";
      case QUOTED -> "the label \"" + shortened() + "\"";
      case UNCLOSED -> "an unclosed quotation mark";
      case WORD, NUMBER, SIGN, STRANGE -> "'" + shortened() + "'";
    };
  }

  private String shortened() {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
