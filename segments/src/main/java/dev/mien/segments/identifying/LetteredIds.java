package dev.mien.segments.identifying;

import java.util.Locale;

/**
 * National numbers in which letters stand: Spain's DNI and NIE, Italy's codice fiscale, Germany's
 * insurance number, Finland's henkilötunnus, and the rare forms of France's and China's that have
 * one. All have a check character, and most a date.
 */
final class LetteredIds {
  private static final int LENGTH_MIN = 9;
  private static final int LENGTH_MAX = 18;
  private static final int FISCAL_LENGTH = 16;
  private static final int FISCAL_GROUP = 3;

  /** Letters that stand for digits where two people would get the same number. */
  private static final String FISCAL_DIGITS = "LMNPQRSTUV";

  private static final String FISCAL_MONTHS = "ABCDEHLMPRST";
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

  /** What a digit, or the letter of its place in the alphabet, is worth at an odd place. */
  private static final int[] FISCAL_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private static final int[] INSURANCE_WEIGHTS = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};

  private LetteredIds() {}

  /** Whether one begins with the run of letters and digits from {@code start} to {@code end}. */
  static boolean begins(String text, int start, int end) {
    int run = end - start;
    boolean numbered =
        Chars.isDigit(text.charAt(start)) || (run > 1 && Chars.isDigit(text.charAt(start + 1)));
    if (!numbered && run != FISCAL_LENGTH && run != FISCAL_GROUP) {
      return false;
    }
    StringBuilder gathered = new StringBuilder(LENGTH_MAX);
    char century = '-';
    boolean lettered = false;
    for (int i = start; i < text.length() && gathered.length() < LENGTH_MAX; i++) {
      char c = text.charAt(i);
      if (Chars.isAlphanumeric(c)) {
        // All others begin with a digit, or with a letter and one.
        if (!numbered && !isFiscalAt(gathered.length(), c)) {
          return false;
        }
        gathered.append(c);
        lettered |= Chars.isLetter(c);
        if (lettered
            && isLength(gathered.length())
            && Chars.isFree(text, i + 1)
            && is(gathered.toString(), century)) {
          return true;
        }
      } else if (isSeparator(c) && !Chars.isFree(text, i + 1)) {
        century = c;
      } else {
        return false;
      }
    }
    return false;
  }

  /** Whether a codice fiscale may have this at one of the places that tell it from words. */
  private static boolean isFiscalAt(int place, char c) {
    return switch (place) {
      case 0, 1, 2, 3, 4, 5 -> Chars.isLetter(c);
      case 6, 7 -> Chars.isDigit(c) || FISCAL_DIGITS.indexOf(c & ~0x20) >= 0;
      case 8 -> FISCAL_MONTHS.indexOf(c & ~0x20) >= 0;
      default -> true;
    };
  }

  /** Whether any of the numbers has this length; most of what is gathered has not. */
  private static boolean isLength(int length) {
    return length >= LENGTH_MIN && length != 13 && length != 14 && length != 17;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '+';
  }

  private static boolean is(String text, char lastSeparator) {
    String id = text.toUpperCase(Locale.ROOT);
    return switch (id.length()) {
      case 9 -> isDni(id);
      case 10 ->
          (lastSeparator == '-' || lastSeparator == '+') && isHetu(id.substring(0, 6), id, 6);
      case 11 -> "ABCDEFUVWXY".indexOf(id.charAt(6)) >= 0 && isHetu(id.substring(0, 6), id, 7);
      case 12 -> isInsurance(id);
      case 15 -> isNir(id);
      case FISCAL_LENGTH -> isFiscal(id);
      case 18 -> NumericIds.isChinese(id);
      default -> false;
    };
  }

  private static boolean isDni(String id) {
    int lead = "XYZ".indexOf(id.charAt(0));
    String digits = (lead >= 0 ? String.valueOf(lead) : id.substring(0, 1)) + id.substring(1, 8);
    return areDigits(digits)
        && id.charAt(8) == DNI_LETTERS.charAt(Integer.parseInt(digits) % DNI_LETTERS.length());
  }

  private static boolean isHetu(String date, String id, int serial) {
    String number = id.substring(serial, serial + 3);
    if (!areDigits(date) || !areDigits(number) || !Dates.isDayMonth(date)) {
      return false;
    }
    int check = Integer.parseInt(date + number) % HETU_LETTERS.length();
    return id.charAt(serial + 3) == HETU_LETTERS.charAt(check);
  }

  // Area, birthday, the letter of a name, a serial number: 12 010180 A 00 3. People without a known
  // birthday are left out.
  private static boolean isInsurance(String id) {
    if (!areDigits(id.substring(0, 8))
        || !Chars.isUpper(id.charAt(8))
        || !areDigits(id.substring(9))
        || !Dates.isDayMonth(id.substring(2, 8))) {
      return false;
    }
    String letter = String.format(Locale.ROOT, "%02d", id.charAt(8) - 'A' + 1);
    String digits = id.substring(0, 8) + letter + id.substring(9, 11);
    int sum = 0;
    for (int i = 0; i < INSURANCE_WEIGHTS.length; i++) {
      int product = (digits.charAt(i) - '0') * INSURANCE_WEIGHTS[i];
      sum += product / 10 + product % 10;
    }
    return sum % 10 == id.charAt(11) - '0';
  }

  // Corsica's departments are 2A and 2B, which count as 19 and 18.
  private static boolean isNir(String id) {
    char island = id.charAt(6);
    boolean corsican = id.charAt(5) == '2' && (island == 'A' || island == 'B');
    String digits = id.substring(0, 5) + (island == 'A' ? "19" : "18") + id.substring(7);
    return corsican && areDigits(digits) && NumericIds.isNir(digits);
  }

  private static boolean isFiscal(String id) {
    int sum = 0;
    for (int i = 0; i < FISCAL_LENGTH - 1; i++) {
      char c = id.charAt(i);
      boolean letterPlace = i < 6 || i == 8 || i == 11;
      if (letterPlace ? !Chars.isUpper(c) : FISCAL_DIGITS.indexOf(c) < 0 && !Chars.isDigit(c)) {
        return false;
      }
      int value = Chars.isDigit(c) ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? FISCAL_ODD[value] : value;
    }
    return FISCAL_MONTHS.indexOf(id.charAt(8)) >= 0 && id.charAt(15) == 'A' + sum % 26;
  }

  private static boolean areDigits(String text) {
    return text.chars().allMatch(c -> Chars.isDigit((char) c));
  }
}
