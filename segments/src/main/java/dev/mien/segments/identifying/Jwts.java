package dev.mien.segments.identifying;

/** Signed tokens: a JSON object in base64url, a dot, and more base64url. */
final class Jwts {
  /** How a JSON object begins, in base64. */
  private static final String OPENING = "eyJ";

  private static final int PART_MIN = 10;

  private Jwts() {}

  static boolean isIn(String text) {
    int start = text.indexOf(OPENING);
    while (start >= 0) {
      int end = endOfPart(text, start);
      if (end - start >= PART_MIN
          && end < text.length()
          && text.charAt(end) == '.'
          && endOfPart(text, end + 1) - end > PART_MIN) {
        return true;
      }
      start = text.indexOf(OPENING, Math.max(end, start + 1));
    }
    return false;
  }

  private static int endOfPart(String text, int start) {
    int end = start;
    while (end < text.length() && isOfPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfPart(char c) {
    return Chars.isAlphanumeric(c) || c == '-' || c == '_';
  }
}
