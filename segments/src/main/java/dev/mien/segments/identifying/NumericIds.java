package dev.mien.segments.identifying;

import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/**
 * National numbers of digits only, where they are unmistakable: by a date and a check digit, by two
 * check digits, or by a check digit and a rule for how often digits repeat. Numbers of one check
 * digit and nothing else are left out, for a tenth of all article numbers would pass; so is
 * Romania's, which has the length of article numbers.
 */
final class NumericIds {
  static final int DIGITS_MIN = 10;

  private static final int[] PESEL_WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  private static final int[] NORWAY_FIRST = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
  private static final int[] NORWAY_SECOND = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
  private static final int[] CHINA_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private NumericIds() {}

  /**
   * Whether digits are such a number.
   *
   * @param tail how many digits stand behind the last separator; all if there is none
   */
  static boolean is(String digits, int tail) {
    return switch (digits.length()) {
      // Without its dash or slash it is as good as any number of ten digits.
      case 10 -> tail == 4 && (isSwedish(digits) || isCzech(digits) || isFinnish(digits));
      case 11 ->
          isPesel(digits)
              || isGermanTax(digits)
              || isBelgian(digits)
              || isNorwegian(digits)
              || isBrazilian(digits);
      case 12 -> tail == 4 && isSwedish(digits.substring(2)) && isRecent(digits);
      case 15 -> isNir(digits);
      case 18 -> isChinese(digits);
      default -> false;
    };
  }

  // The centuries are in the month: 81 to 92 are of the 19th, 21 to 32 of the 21st, and so on.
  private static boolean isPesel(String digits) {
    int month = Dates.pair(digits, 2) % 20;
    return Dates.isDay(month, Dates.pair(digits, 4)) && weighed(digits, PESEL_WEIGHTS) % 10 == 0;
  }

  // Of the first ten digits exactly one comes twice or three times, the others once or never.
  private static boolean isGermanTax(String digits) {
    int[] counts = new int[10];
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int digit = digits.charAt(i) - '0';
      counts[digit]++;
      int sum = (digit + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int repeated = 0;
    for (int count : counts) {
      if (count > 3) {
        return false;
      }
      repeated += count > 1 ? 1 : 0;
    }
    return digits.charAt(0) != '0'
        && repeated == 1
        && (11 - product) % 10 == digits.charAt(10) - '0';
  }

  private static boolean isBelgian(String digits) {
    if (!Dates.isDay(Dates.pair(digits, 2), Dates.pair(digits, 4))) {
      return false;
    }
    long body = Long.parseLong(digits.substring(0, 9));
    int check = Integer.parseInt(digits.substring(9));
    return 97 - body % 97 == check || 97 - (body + 2_000_000_000L) % 97 == check;
  }

  private static boolean isNorwegian(String digits) {
    // Numbers of those who do not live there have a day that is 40 too high.
    int day = Dates.pair(digits, 0) % 40;
    return Dates.isDay(Dates.pair(digits, 2), day)
        && weighed(digits, NORWAY_FIRST) % 11 == 0
        && weighed(digits, NORWAY_SECOND) % 11 == 0;
  }

  private static boolean isBrazilian(String digits) {
    boolean same = digits.chars().allMatch(c -> c == digits.charAt(0));
    return !same && isBrazilianCheck(digits, 9) && isBrazilianCheck(digits, 10);
  }

  private static boolean isBrazilianCheck(String digits, int place) {
    int sum = 0;
    for (int i = 0; i < place; i++) {
      sum += (digits.charAt(i) - '0') * (place + 1 - i);
    }
    return sum * 10 % 11 % 10 == digits.charAt(place) - '0';
  }

  private static boolean isSwedish(String digits) {
    // Numbers of those who do not live there have a day that is 60 too high.
    int day = Dates.pair(digits, 4) % 60;
    return Dates.isDay(Dates.pair(digits, 2), day)
        && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits);
  }

  // Women's months are 50 too high, and 20 more where a day's numbers have run out.
  private static boolean isCzech(String digits) {
    int month = Dates.pair(digits, 2) % 50;
    return Dates.isDay(month > 20 ? month - 20 : month, Dates.pair(digits, 4))
        && Long.parseLong(digits) % 11 == 0;
  }

  // Finland's check character is a digit for some, and then the number has no letter.
  private static boolean isFinnish(String digits) {
    return Dates.isDayMonth(digits)
        && Long.parseLong(digits.substring(0, 9)) % 31 == digits.charAt(9) - '0';
  }

  static boolean isNir(String digits) {
    int month = Dates.pair(digits, 3);
    // From 20 on the month was not known when the number was given.
    boolean plausible = digits.charAt(0) >= '1' && digits.charAt(0) <= '4' && month >= 1;
    return plausible
        && (month <= 12 || (month >= 20 && month <= 42) || month >= 50)
        && 97 - Long.parseLong(digits.substring(0, 13)) % 97
            == Integer.parseInt(digits.substring(13));
  }

  static boolean isChinese(String id) {
    for (int i = 0; i < 17; i++) {
      if (!Chars.isDigit(id.charAt(i))) {
        return false;
      }
    }
    return isRecent(id.substring(6))
        && Dates.isDay(Dates.pair(id, 10), Dates.pair(id, 12))
        && "10X98765432".charAt(weighed(id, CHINA_WEIGHTS) % 11) == id.charAt(17);
  }

  /** Whether the text begins with a year that somebody may be born in. */
  private static boolean isRecent(String text) {
    int century = Dates.pair(text, 0);
    return century == 19 || century == 20;
  }

  private static int weighed(String digits, int[] weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return sum;
  }
}
