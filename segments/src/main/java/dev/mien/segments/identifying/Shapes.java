package dev.mien.segments.identifying;

import java.util.Optional;

/** Asks every detector that looks for a shape or a check digit, as far as the text can have it. */
final class Shapes {
  private static final int DIGITS_MIN = 8;

  /** A group of a network address, and the joint before it. */
  private static final int GROUP_MAX = 5;

  /** The shortest, such as {@code ::1}, has two joints. */
  private static final int NEAR_MIN = 1;

  private Shapes() {}

  static Optional<Detector> find(String text) {
    Marks marks = Marks.of(text);
    if (Emails.isIn(text)) {
      return Optional.of(Detector.EMAIL);
    }
    if (marks.dots() >= 1 && Jwts.isIn(text)) {
      return Optional.of(Detector.JWT);
    }
    if (marks.dashes() >= 4 && Uuids.isIn(text)) {
      return Optional.of(Detector.UUID);
    }
    if (marks.near() >= NEAR_MIN) {
      Optional<Detector> address = NetworkAddresses.find(text);
      if (address.isPresent()) {
        return address;
      }
    }
    if (marks.digits() == 0) {
      return Optional.empty();
    }
    Optional<Detector> word = marks.letters() > 0 ? Runs.find(text) : Optional.empty();
    if (word.isPresent() || marks.digits() < DIGITS_MIN) {
      return word;
    }
    return Numbers.find(text);
  }

  /**
   * How often the characters occur without which most detectors need not look. All are counted in
   * one number, a field each, for to ask of each character which it is would be to guess wrong at
   * every second one.
   *
   * @param near joints that stand near another
   */
  private record Marks(long counts, int near) {
    /** A text can grow to 18 times its length when it is made plain, which is less than this. */
    private static final int BITS = 16;

    private static final long MASK = (1 << BITS) - 1;
    private static final int DIGITS = 0;
    private static final int LETTERS = 1;
    private static final int DOTS = 2;
    private static final int DASHES = 3;
    private static final long[] ONE = ones();

    private static long[] ones() {
      long[] ones = new long[128];
      for (char c = 0; c < ones.length; c++) {
        int field = Chars.isDigit(c) ? DIGITS : Chars.isLetter(c) ? LETTERS : -1;
        field = c == '.' ? DOTS : c == '-' ? DASHES : field;
        ones[c] = field < 0 ? 0 : 1L << (field * BITS);
      }
      return ones;
    }

    static Marks of(String text) {
      long counts = 0;
      int near = 0;
      int joint = -GROUP_MAX;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        counts += c < ONE.length ? ONE[c] : 0;
        if (Chars.isOfAddresses(c)) {
          near += i - joint <= GROUP_MAX ? 1 : 0;
          joint = i;
        }
      }
      return new Marks(counts, near);
    }

    private int of(int field) {
      return (int) (counts >>> (field * BITS) & MASK);
    }

    int digits() {
      return of(DIGITS);
    }

    int letters() {
      return of(LETTERS);
    }

    int dots() {
      return of(DOTS);
    }

    int dashes() {
      return of(DASHES);
    }
  }
}
