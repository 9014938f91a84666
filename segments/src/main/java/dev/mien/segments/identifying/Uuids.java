package dev.mien.segments.identifying;

/** UUIDs with their dashes; without them they are random tokens. */
final class Uuids {
  private static final int LENGTH = 36;

  private Uuids() {}

  static boolean isIn(String text) {
    // The first dash of a UUID has eight characters before it.
    for (int dash = text.indexOf('-', 8); dash >= 0; dash = text.indexOf('-', dash + 1)) {
      int start = dash - 8;
      if (start + LENGTH <= text.length()
          && Chars.isFree(text, start - 1)
          && Chars.isFree(text, start + LENGTH)
          && isUuid(text, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUuid(String text, int start) {
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !Chars.isHex(c)) {
        return false;
      }
    }
    return true;
  }
}
