package dev.mien.segments.edit;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How single texts are written in YAML: bare where that means the same, else quoted. */
final class YamlText {
  /** The most characters of a line, where there is a choice. */
  static final int LINE_MAX = 110;

  /** What other YAML tools take for something else than a text. */
  private static final Set<String> WORDS =
      Set.of("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|"
              + "[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private static final String FIRST_BARRED = "-?:,[]{}#&*!|>'\"%@`";
  private static final String BARRED_IN_BRACKETS = ",[]{}";

  private YamlText() {}

  /** A key, in any place. */
  static String key(String name) {
    return isBare(name, true) ? name : quoted(name);
  }

  /** A text of an author on one line. */
  static String text(String text, boolean inBrackets) {
    return isBare(text, inBrackets) && !looksLikeElse(text) ? text : quoted(text);
  }

  /** A number, a flag, a name or a rule on one line. */
  static String plain(String text, boolean inBrackets) {
    boolean nothing = text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null");
    return isBare(text, inBrackets) && !nothing ? text : quoted(text);
  }

  static boolean looksLikeElse(String text) {
    return WORDS.contains(text.toLowerCase(Locale.ROOT)) || NUMBER.matcher(text).matches();
  }

  /** Whether YAML reads a bare {@code text} as just these characters. */
  static boolean isBare(String text, boolean inBrackets) {
    if (text.isEmpty()
        || Character.isWhitespace(text.charAt(0))
        || Character.isWhitespace(text.charAt(text.length() - 1))
        || (FIRST_BARRED.indexOf(text.charAt(0)) >= 0 && !isMinusOfNumber(text))
        || text.startsWith("...")
        || text.startsWith("=")
        || text.endsWith(":")
        || text.contains(": ")
        || text.contains(" #")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (!isPrintable(at) || (inBrackets && BARRED_IN_BRACKETS.indexOf(at) >= 0)) {
        return false;
      }
    }
    // In brackets a colon before a bracket or a comma ends a key; none is left to guess about.
    return !inBrackets || !text.contains(":") || text.matches("[^\\s:]+(:[^\\s:,]+)*");
  }

  private static boolean isMinusOfNumber(String text) {
    return text.length() > 1 && text.charAt(0) == '-' && Character.isDigit(text.charAt(1));
  }

  /** Whether a character can stand in a text of lines as it is. */
  static boolean isPrintable(char at) {
    return at >= ' '
        && at != 0x7F
        && !(at >= 0x80 && at <= 0xA0)
        && at != 0x2028
        && at != 0x2029
        && at != 0xFEFF
        && !Character.isSurrogate(at)
        && at < 0xFFFE;
  }

  /** In double quotation marks, which can hold any text. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      switch (at) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (isPrintable(at)) {
            out.append(at);
          } else if (Character.isHighSurrogate(at)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(at).append(text.charAt(++i));
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04X", (int) at));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** In single quotation marks; only of printable characters. */
  static String singleQuoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
