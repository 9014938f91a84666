package dev.mien.segments.identifying;

/** Days as they stand in national numbers. */
final class Dates {
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Dates() {}

  static boolean isDay(int month, int day) {
    return month >= 1 && month <= DAYS.length && day >= 1 && day <= DAYS[month - 1];
  }

  /** Whether the text begins with two digits of a day and two of a month. */
  static boolean isDayMonth(String text) {
    return isDay(pair(text, 2), pair(text, 0));
  }

  /** The number that two digits make. */
  static int pair(String text, int start) {
    return (text.charAt(start) - '0') * 10 + text.charAt(start + 1) - '0';
  }
}
