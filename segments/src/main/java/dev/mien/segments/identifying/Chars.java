package dev.mien.segments.identifying;

/** Kinds of ASCII characters. */
final class Chars {
  // A table, for most of what the tripwire does is to ask this of every character.
  private static final byte[] KINDS = new byte[128];
  private static final int DIGIT = 1;
  private static final int UPPER = 1 << 1;
  private static final int LOWER = 1 << 2;
  private static final int HEX = 1 << 3;
  private static final int JOINT = 1 << 4;
  private static final int PUNCTUATION = 1 << 5;

  static {
    for (char c = 0; c < KINDS.length; c++) {
      int kind = c >= '0' && c <= '9' ? DIGIT | HEX : 0;
      kind |= c >= 'A' && c <= 'Z' ? UPPER : c >= 'a' && c <= 'z' ? LOWER : 0;
      kind |= (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f') ? HEX : 0;
      kind |= "-_+/=.~".indexOf(c) >= 0 ? JOINT : 0;
      kind |= ".:-".indexOf(c) >= 0 ? PUNCTUATION : 0;
      KINDS[c] = (byte) kind;
    }
  }

  private Chars() {}

  private static boolean is(char c, int kinds) {
    return c < KINDS.length && (KINDS[c] & kinds) != 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return is(c, UPPER);
  }

  static boolean isLetter(char c) {
    return is(c, UPPER | LOWER);
  }

  static boolean isAlphanumeric(char c) {
    return is(c, DIGIT | UPPER | LOWER);
  }

  /** Whether it stands in tokens between letters and digits. */
  static boolean isJoint(char c) {
    return is(c, JOINT);
  }

  static boolean isOfToken(char c) {
    return is(c, DIGIT | UPPER | LOWER | JOINT);
  }

  static boolean isHex(char c) {
    return is(c, HEX);
  }

  /** Whether it stands between the groups of addresses. */
  static boolean isOfAddresses(char c) {
    return is(c, PUNCTUATION);
  }

  static boolean isHexOrOfAddresses(char c) {
    return is(c, HEX | PUNCTUATION);
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
