package dev.mien.segments.identifying;

/**
 * E-mail addresses: something before an {@code @}, and behind it labels with dots between them, of
 * which the last is a word. Whether the domain exists does not matter.
 */
final class Emails {
  private static final int DOMAIN_MAX = 255;

  private Emails() {}

  static boolean isIn(String text) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      if (at > 0 && isOfLocalPart(text.charAt(at - 1)) && isDomain(text, at + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfLocalPart(char c) {
    return c > ' ' && c != '@' && c != ',' && c != ';' && c != '<' && c != '(';
  }

  private static boolean isDomain(String text, int start) {
    int end = start;
    int lastDot = -1;
    while (end < Math.min(text.length(), start + DOMAIN_MAX) && isOfDomain(text.charAt(end))) {
      if (text.charAt(end) == '.' && end + 1 < text.length() && isOfLabel(text.charAt(end + 1))) {
        lastDot = end;
      }
      end++;
    }
    return lastDot > start && isTop(text, lastDot + 1, end);
  }

  /** Whether a top-level domain begins here: two letters at least, in any script. */
  private static boolean isTop(String text, int start, int end) {
    return end - start >= 2
        && Character.isLetter(text.charAt(start))
        && Character.isLetter(text.charAt(start + 1));
  }

  private static boolean isOfDomain(char c) {
    return c == '.' || isOfLabel(c);
  }

  private static boolean isOfLabel(char c) {
    return Chars.isAlphanumeric(c) || c == '-' || (c >= 0x80 && Character.isLetterOrDigit(c));
  }
}
