package dev.mien.segments.identifying;

/**
 * Tells random tokens from names that people make up.
 *
 * <p>A token is {@value #LENGTH_MIN} characters or more without a space. Hexadecimal ones are told
 * by having both kinds of digits. Others are weighed pair by pair: pairs of letters that words do
 * not have, changes of case, and changes between letters and digits speak for chance; usual pairs
 * speak against it. Entropy alone does not tell them apart at this length: sixteen random letters
 * have 3.8 bits each, and so have some compound words.
 */
final class Randomness {
  private static final int LENGTH_MIN = 16;

  /** How much of it has to look random, for its ends may look like a word by chance. */
  private static final int STRETCH_MIN = 11;

  /** Twenty digits are more than any count or article number has. */
  private static final int DECIMAL_MIN = 20;

  private static final int HEX_LETTERS_MIN = 2;

  // Natural logarithms of how much likelier a pair is among random characters than in names: a
  // usual pair of letters is one in two by chance and nearly every one in words, and so on.
  private static final double USUAL = -0.7;
  private static final double UNUSUAL = 2.2;
  private static final double RISING = 0.8;
  private static final double FALLING_UNUSUAL = 1.2;
  private static final double FALLING_USUAL = -0.3;
  private static final double LETTER_AND_DIGIT = 1.1;
  private static final double DIGITS = -0.6;
  private static final double THRESHOLD = 4.5;

  /** By letter, those that often follow it in words of European languages. */
  private static final String[] FOLLOWERS = {
    "bcdefghiklmnprstuvwxyz",
    "abeilorstuy",
    "acehiklorstuyz",
    "aegilmnoprstuvwyz",
    "abcdefghiklmnoprstuvwxyz",
    "aefilortuy",
    "aeghilnorstuy",
    "aeilmnorstuwy",
    "abcdefgklmnoprstuvxz",
    "aeou",
    "aeiklnorstuwy",
    "abcdefgiklmoprstuvyz",
    "abeilmnopsuy",
    "abcdefgiklmnorstuvyz",
    "abcdefghiklmnoprstuvwxyz",
    "aehilnoprstuyz",
    "u",
    "abcdefgiklmnoprstuvwyz",
    "abceghiklmnopqrstuvwyz",
    "aceghilorstuwyz",
    "abcdefghiklmnprstvxyz",
    "aeioruy",
    "aehinorsyz",
    "acehiptxy",
    "acdeilmnoprstw",
    "abdeilnouwyz"
  };

  private static final int[] USUAL_AFTER = masks();

  /** What each pair of characters weighs, both of seven bits: reckoned once. */
  private static final double[] WEIGHTS = weights();

  private Randomness() {}

  /** Whether a random token stands in the text. */
  static boolean isToken(String text) {
    int start = 0;
    while (start < text.length()) {
      if (!Chars.isOfToken(text.charAt(start))) {
        start++;
        continue;
      }
      int end = start;
      while (end < text.length() && Chars.isOfToken(text.charAt(end))) {
        end++;
      }
      if (end - start >= LENGTH_MIN && (isHex(text, start, end) || isChance(text, start, end))) {
        return true;
      }
      start = end;
    }
    return false;
  }

  /** Whether a run of hexadecimal digits within is long enough and has letters and digits. */
  private static boolean isHex(String text, int start, int end) {
    // A run that is long enough has one of every so many places.
    int place = start + LENGTH_MIN - 1;
    while (place < end) {
      if (!Chars.isHex(text.charAt(place))) {
        place += LENGTH_MIN;
        continue;
      }
      int from = place;
      while (from > start && Chars.isHex(text.charAt(from - 1))) {
        from--;
      }
      int to = place;
      while (to < end && Chars.isHex(text.charAt(to))) {
        to++;
      }
      if (to - from >= LENGTH_MIN && isHexRun(text, from, to)) {
        return true;
      }
      place = to + LENGTH_MIN;
    }
    return false;
  }

  private static boolean isHexRun(String text, int start, int end) {
    int letters = 0;
    for (int i = start; i < end; i++) {
      int length = i + 1 - start;
      letters += Chars.isDigit(text.charAt(i)) ? 0 : 1;
      boolean mixed = letters >= HEX_LETTERS_MIN && length - letters >= HEX_LETTERS_MIN;
      if ((length >= LENGTH_MIN && mixed) || (length >= DECIMAL_MIN && letters == 0)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether chance speaks for some stretch of the run: the highest sum of neighbouring weights
   * (Kadane's algorithm), so that plain words before or behind do not hide a token.
   */
  private static boolean isChance(String text, int start, int end) {
    double sum = 0;
    int from = start;
    for (int i = start + 1; i < end; i++) {
      if (sum <= 0) {
        sum = 0;
        from = i - 1;
      }
      sum += weight(text.charAt(i - 1), text.charAt(i));
      if (sum >= THRESHOLD && i - from >= STRETCH_MIN) {
        return true;
      }
    }
    return false;
  }

  private static double weight(char one, char next) {
    return WEIGHTS[one << 7 | next];
  }

  private static double[] weights() {
    double[] weights = new double[1 << 14];
    for (char one = 0; one < 1 << 7; one++) {
      for (char next = 0; next < 1 << 7; next++) {
        if (Chars.isOfToken(one) && Chars.isOfToken(next)) {
          weights[one << 7 | next] = weighed(one, next);
        }
      }
    }
    return weights;
  }

  private static double weighed(char one, char next) {
    if (Chars.isJoint(one) || Chars.isJoint(next)) {
      return 0;
    }
    if (Chars.isDigit(one) || Chars.isDigit(next)) {
      return Chars.isDigit(one) && Chars.isDigit(next) ? DIGITS : LETTER_AND_DIGIT;
    }
    boolean usual = ((USUAL_AFTER[letter(one)] >>> letter(next)) & 1) != 0;
    if (Chars.isUpper(one) == Chars.isUpper(next)) {
      return usual ? USUAL : UNUSUAL;
    }
    if (Chars.isUpper(next)) {
      return RISING;
    }
    return usual ? FALLING_USUAL : FALLING_UNUSUAL;
  }

  private static int letter(char c) {
    return (c | 0x20) - 'a';
  }

  private static int[] masks() {
    int[] masks = new int[FOLLOWERS.length];
    for (int i = 0; i < masks.length; i++) {
      for (char follower : FOLLOWERS[i].toCharArray()) {
        masks[i] |= 1 << letter(follower);
      }
    }
    return masks;
  }
}
