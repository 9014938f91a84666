package dev.mien.segments.identifying;

import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Numbers of payment cards: an issuer's range, a length that it uses, and Luhn's check digit. */
final class Cards {
  static final int LENGTH_MIN = 12;
  static final int LENGTH_MAX = 19;

  /** The digits of an article number, as a rule. */
  static final int ARTICLE_LENGTH = 13;

  /** The longest of a card's numbers that an article number may have, too. */
  private static final int GTIN_MAX = 14;

  private Cards() {}

  static boolean is(String digits) {
    return isIssued(Integer.parseInt(digits.substring(0, 4)), digits.length())
        && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits)
        && !isArticle(digits);
  }

  /**
   * Whether an issuer gives numbers of this length.
   *
   * @param range the first four digits
   */
  private static boolean isIssued(int range, int length) {
    return switch (range / 1000) {
      case 3 -> isDinersOrAmex(range, length) || (range >= 3528 && range <= 3589 && length >= 16);
      case 4 -> length == 13 || length == 16 || length == 19;
      // Mastercard, and Maestro beside it.
      case 5 -> length == 16 || range / 100 == 50 || range / 100 >= 56;
      // Maestro, Discover, UnionPay, RuPay.
      case 6 -> true;
      case 2 -> range >= 2200 && range <= 2720 && length >= 16;
      // Verve, RuPay and Uzcard among others.
      case 8, 9 -> length == 16;
      default -> false;
    };
  }

  private static boolean isDinersOrAmex(int range, int length) {
    int two = range / 100;
    boolean diners = two == 36 || two == 38 || two == 39 || (range >= 3000 && range <= 3059);
    return (diners && length >= 14) || ((two == 34 || two == 37) && length == 15);
  }

  static boolean isArticle(String digits) {
    return digits.length() <= GTIN_MAX && EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(digits);
  }
}
