package dev.mien.segments.syntax;

import java.util.Locale;

/** What to write instead of the words and signs that authors bring along from other languages. */
final class RuleHints {
  private RuleHints() {}

  /** The hint for a token that is not accepted where it stands; empty where there is none. */
  static String of(Token token) {
    return switch (token.kind()) {
      case SIGN -> ofSign(token.text());
      case WORD -> ofWord(token.text());
      case STRANGE -> "names and labels are made of the letters a to z, digits, '_', '-' and '.'";
      case UNCLOSED, NUMBER, QUOTED, END -> "";
    };
  }

  private static String ofSign(String sign) {
    return switch (sign) {
      case "=", "==", "===", ":" -> "write 'is' instead of '" + sign + "'";
      case "!=", "!==", "<>", "≠" -> "write 'is not' instead of '" + sign + "'";
      case "=>", "≥" -> "write '>=' instead of '" + sign + "'";
      case "=<", "≤" -> "write '<=' instead of '" + sign + "'";
      case "&&", "&" -> "write 'and' instead of '" + sign + "'";
      case "||", "|" -> "write 'or' instead of '" + sign + "'";
      case "!" -> "write 'not' instead of '!'";
      case "'", "“", "”", "„" -> "labels stand bare, or in straight double quotes: \"search\"";
      case "{", "}" -> "lists stand in '[' and ']', groups in '(' and ')'";
      case ";", "," -> "conditions are joined by 'and' or 'or'";
      case "+", "*", "/" -> "rules do not calculate; declare a measure for it";
      case "%" -> "a number stands without '%'; only 'holdout' is written in per cent";
      case "<", "<=", ">", ">=" -> "each comparison names its attribute: 'x > 1 and x < 5'";
      default -> "";
    };
  }

  private static String ofWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!lower.equals(word) && RuleWords.isReserved(lower)) {
      return "write '" + lower + "' in lower case";
    }
    return switch (lower) {
      case "equals", "equal", "eq", "are", "was" -> "write 'is' instead of '" + word + "'";
      case "isnt", "ne" -> "write 'is not' instead of '" + word + "'";
      case "contains", "includes", "contain", "include" -> "write 'has' instead of '" + word + "'";
      case "exists", "set", "present" -> "write 'is known' instead of '" + word + "'";
      case "more", "over", "above", "greater", "exceeds" -> "write '>' instead of '" + word + "'";
      case "less", "under", "below", "fewer" -> "write '<' instead of '" + word + "'";
      case "xor" -> "write '(a or b) and not (a and b)'";
      case "any", "all", "of" -> "'any of' and 'all of' follow 'has': 'x has any of [a, b]'";
      case "where" -> "'where' belongs to event patterns; a rule joins conditions by 'and'";
      default -> "";
    };
  }
}
