package dev.mien.segments.identifying;

import java.util.Optional;

/** What stands in one run of letters and digits, or begins with one: IBANs, some ids, wallets. */
final class Runs {
  private Runs() {}

  static Optional<Detector> find(String text) {
    int start = 0;
    while (start < text.length()) {
      if (!Chars.isAlphanumeric(text.charAt(start))) {
        start++;
        continue;
      }
      int end = Chars.endOfRun(text, start);
      Optional<Detector> found = find(text, start, end);
      if (found.isPresent()) {
        return found;
      }
      start = end;
    }
    return Optional.empty();
  }

  private static Optional<Detector> find(String text, int start, int end) {
    if (Ibans.begins(text, start)) {
      return Optional.of(Detector.IBAN);
    }
    if (LetteredIds.begins(text, start, end)) {
      return Optional.of(Detector.NATIONAL_ID);
    }
    if (Wallets.is(text, start, end)) {
      return Optional.of(Detector.CRYPTO_ADDRESS);
    }
    return Optional.empty();
  }
}
