package dev.mien.segments.identifying;

import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.checkdigit.IBANCheckDigit;
import org.jspecify.annotations.Nullable;

/** Bank account numbers: a country, its length, and a remainder of 1 by 97. */
final class Ibans {
  private static final IBANValidator COUNTRIES = IBANValidator.getInstance();

  private Ibans() {}

  /** Whether one begins here, in one piece or in groups. */
  static boolean begins(String text, int start) {
    if (start + 4 > text.length()
        || !Chars.isLetter(text.charAt(start))
        || !Chars.isLetter(text.charAt(start + 1))
        || !Chars.isDigit(text.charAt(start + 2))) {
      return false;
    }
    String country = text.substring(start, start + 2).toUpperCase(Locale.ROOT);
    IBANValidator.@Nullable Validator format = COUNTRIES.getValidator(country);
    if (format == null) {
      return false;
    }
    int length = format.getIbanLength();
    StringBuilder gathered = new StringBuilder(length);
    int place = start;
    while (place < text.length() && gathered.length() < length) {
      char c = text.charAt(place);
      if (Chars.isAlphanumeric(c)) {
        gathered.append(c);
      } else if ((c != ' ' && c != '-' && c != '.') || Chars.isFree(text, place + 1)) {
        return false;
      }
      place++;
    }
    return gathered.length() == length
        && Chars.isFree(text, place)
        && IBANCheckDigit.IBAN_CHECK_DIGIT.isValid(gathered.toString().toUpperCase(Locale.ROOT));
  }
}
