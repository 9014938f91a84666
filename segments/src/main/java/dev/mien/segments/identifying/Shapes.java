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
    if (marks.ats > 0 && Emails.isIn(text)) {
      return Optional.of(Detector.EMAIL);
    }
    if (marks.dots >= 1 && Jwts.isIn(text)) {
      return Optional.of(Detector.JWT);
    }
    if (marks.dashes >= 4 && Uuids.isIn(text)) {
      return Optional.of(Detector.UUID);
    }
    if (marks.near >= NEAR_MIN) {
      Optional<Detector> address = NetworkAddresses.find(text);
      if (address.isPresent()) {
        return address;
      }
    }
    if (marks.digits == 0) {
      return Optional.empty();
    }
    Optional<Detector> word = marks.letters > 0 ? Runs.find(text) : Optional.empty();
    if (word.isPresent() || marks.digits < DIGITS_MIN) {
      return word;
    }
    return Numbers.find(text);
  }

  /** How often the characters occur without which most detectors need not look. */
  private static final class Marks {
    private int ats;
    private int dots;
    private int dashes;
    private int near;
    private int digits;
    private int letters;

    static Marks of(String text) {
      Marks marks = new Marks();
      int joint = -GROUP_MAX;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (Chars.isDigit(c)) {
          marks.digits++;
        } else if (Chars.isLetter(c)) {
          marks.letters++;
        } else if (c == '.' || c == '-' || c == ':') {
          marks.dots += c == '.' ? 1 : 0;
          marks.dashes += c == '-' ? 1 : 0;
          marks.near += i - joint <= GROUP_MAX ? 1 : 0;
          joint = i;
        } else if (c == '@') {
          marks.ats++;
        }
      }
      return marks;
    }
  }
}
