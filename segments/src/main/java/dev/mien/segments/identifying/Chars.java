package dev.mien.segments.identifying;

/** Kinds of ASCII characters. */
final class Chars {
  // A table, for most of what the tripwire does is to ask this of every character.
  private static final byte[] KINDS = new byte[128];
  private static final byte ALPHANUMERIC = 1;
  private static final byte JOINT = 2;

  static {
    for (char c = 0; c < KINDS.length; c++) {
      boolean joint = "-_+/=.~".indexOf(c) >= 0;
      KINDS[c] = isLetter(c) || isDigit(c) ? ALPHANUMERIC : joint ? JOINT : 0;
    }
  }

  private Chars() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(char c) {
    return isUpper(c) || isLower(c);
  }

  static boolean isAlphanumeric(char c) {
    return c < KINDS.length && KINDS[c] == ALPHANUMERIC;
  }

  /** Whether it stands in tokens between letters and digits. */
  static boolean isJoint(char c) {
    return c < KINDS.length && KINDS[c] == JOINT;
  }

  static boolean isOfToken(char c) {
    return c < KINDS.length && KINDS[c] != 0;
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Whether no letter or digit stands at {@code place}, which may lie outside of the text. */
  static boolean isFree(String text, int place) {
    return place < 0 || place >= text.length() || !isAlphanumeric(text.charAt(place));
  }

  /** The end of the run of letters and digits that begins at {@code start}. */
  static int endOfRun(String text, int start) {
    int end = start;
    while (end < text.length() && isAlphanumeric(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
