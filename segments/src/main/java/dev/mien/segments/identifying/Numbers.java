package dev.mien.segments.identifying;

import java.util.Optional;

/** Cards, national numbers of digits only, and telephones, in one piece or in groups. */
final class Numbers {
  private static final int DIGITS_MAX = 19;

  /** The groups that cards are written in have so many digits, but for the last. */
  private static final int CARD_GROUP_MIN = 3;

  private Numbers() {}

  static Optional<Detector> find(String text) {
    Phones phones = new Phones();
    int place = 0;
    while (place < text.length()) {
      if (!isStart(text, place)) {
        place++;
        continue;
      }
      int end = DigitChain.end(text, place);
      // Digits that touch a letter are part of a name, such as that of an article.
      if (end - place >= Phones.DIGITS_MIN
          && digits(text, place, end) >= Phones.DIGITS_MIN
          && Chars.isFree(text, place - 1)
          && Chars.isFree(text, end)) {
        Optional<Detector> found = find(DigitChain.at(text, place), phones);
        if (found.isPresent()) {
          return found;
        }
      }
      place = end;
    }
    return Optional.empty();
  }

  private static int digits(String text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += Chars.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }

  private static boolean isStart(String text, int place) {
    char c = text.charAt(place);
    return Chars.isDigit(c)
        || (c == '+' && place + 1 < text.length() && Chars.isDigit(text.charAt(place + 1)));
  }

  private static Optional<Detector> find(DigitChain chain, Phones phones) {
    for (int first = 0; first < chain.groups(); first++) {
      for (int last = first; last <= chain.lastWithin(first, DIGITS_MAX); last++) {
        if (chain.digits(first, last) < NumericIds.DIGITS_MIN) {
          continue;
        }
        String digits = chain.text(first, last);
        if (isCard(chain, first, last, digits)) {
          return Optional.of(Detector.CARD);
        }
        if (NumericIds.is(digits, chain.length(last))) {
          return Optional.of(Detector.NATIONAL_ID);
        }
      }
      if (phones.begins(chain, first)) {
        return Optional.of(Detector.PHONE);
      }
    }
    return Optional.empty();
  }

  private static boolean isCard(DigitChain chain, int first, int last, String digits) {
    if (digits.length() < Cards.LENGTH_MIN || digits.length() > Cards.LENGTH_MAX) {
      return false;
    }
    for (int group = first; group < last; group++) {
      if (chain.length(group) < CARD_GROUP_MIN) {
        return false;
      }
    }
    return Cards.is(digits);
  }
}
