package dev.mien.segments.identifying;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;

/**
 * Telephone numbers that can be given to somebody. With a country code they are found for all
 * countries; as they are written within a country, for those named here, and only in the groups
 * that are usual there. One text each: what it asks of the library is limited.
 */
final class Phones {
  /** Asking costs microseconds; a text that holds so many numbers which are none is no label. */
  private static final int TRIES_MAX = 8;

  static final int DIGITS_MIN = 8;

  private static final int INTERNATIONAL_MAX = 15;

  /** Where a number within the country begins with 0. */
  private static final List<String> WITH_ZERO = List.of("DE", "FR", "GB", "NL", "IT");

  private static final int WITH_ZERO_MIN = 9;
  private static final int WITH_ZERO_MAX = 12;

  /** Where numbers are written as 3-3-4. */
  private static final List<String> TEN_DIGITS = List.of("US", "IT");

  /** Where numbers are written as 3-3-3, 3-2-2-2 or 2-3-2-2. */
  private static final List<String> NINE_DIGITS = List.of("ES", "PL");

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private int tries;

  /** Whether one begins with the group {@code first} of a chain of digits. */
  boolean begins(DigitChain chain, int first) {
    if (chain.isPlussed() && first == 0) {
      return isInternational(chain, first, 0);
    }
    if (chain.startsWith(first, "00")) {
      // Article numbers of the oldest range begin so, too.
      boolean article =
          chain.length(first) == Cards.ARTICLE_LENGTH && Cards.isArticle(chain.text(first, first));
      return !article && isInternational(chain, first, 2);
    }
    return isNational(chain, first);
  }

  private boolean isInternational(DigitChain chain, int first, int prefix) {
    for (int last = chain.lastWithin(first, INTERNATIONAL_MAX + prefix); last >= first; last--) {
      String digits = chain.text(first, last).substring(prefix);
      if (digits.length() < DIGITS_MIN) {
        return false;
      }
      // With (0) in it: what is dialled within the country stands beside what is dialled from
      // abroad.
      if (isValid("+" + digits, "ZZ") || isValid("+" + chain.withoutTrunkZero(digits), "ZZ")) {
        return true;
      }
    }
    return false;
  }

  private boolean isNational(DigitChain chain, int first) {
    if (chain.startsWith(first, "0") && !chain.isDate(first)) {
      int last = chain.lastWithin(first, WITH_ZERO_MAX);
      String digits = last < first ? "" : chain.text(first, last);
      return digits.length() >= WITH_ZERO_MIN && isValidIn(WITH_ZERO, digits);
    }
    if (chain.hasGroups(first, 3, 3, 4)) {
      return isValidIn(TEN_DIGITS, chain.text(first, first + 2));
    }
    if (chain.isSpaced() && chain.hasGroups(first, 3, 3, 3)) {
      return isValidIn(NINE_DIGITS, chain.text(first, first + 2));
    }
    return chain.isSpaced()
        && (chain.hasGroups(first, 3, 2, 2, 2) || chain.hasGroups(first, 2, 3, 2, 2))
        && isValidIn(NINE_DIGITS, chain.text(first, first + 3));
  }

  private boolean isValidIn(List<String> regions, String digits) {
    return regions.stream().anyMatch(region -> isValid(digits, region));
  }

  private boolean isValid(String number, String region) {
    if (tries >= TRIES_MAX) {
      return false;
    }
    tries++;
    try {
      PhoneNumber parsed = library.parse(number, region);
      return library.isValidNumber(parsed);
    } catch (NumberParseException _) {
      return false;
    }
  }
}
