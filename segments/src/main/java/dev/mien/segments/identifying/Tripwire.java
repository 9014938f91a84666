package dev.mien.segments.identifying;

import java.util.Optional;

/**
 * Finds what points to one person or one device in a text. For any number of threads; what is
 * looked at is let go when the call returns.
 *
 * <p>Only the first {@value #CHARACTERS_MAX} characters are looked at: nothing that is declared is
 * as long, so whatever is longer is dropped by the closed alphabets anyway. Within them the cost is
 * in proportion to the length, whatever the text says: every detector starts at each place at most
 * once and goes on for at most as long as the longest thing it looks for.
 */
public final class Tripwire {
  /** The most characters of a text that are looked at. */
  public static final int CHARACTERS_MAX = 2_048;

  /** The shortest thing that identifies, an e-mail address such as {@code a@b.de}. */
  private static final int CHARACTERS_MIN = 6;

  /** Two rounds of percent-encoding around base64, or the other way about. */
  private static final int LAYERS_MAX = 3;

  private Tripwire() {}

  /** What the text carries; nothing for most. */
  public static Optional<Detector> find(String text) {
    if (text.length() < CHARACTERS_MIN) {
      return Optional.empty();
    }
    return find(
        text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX), LAYERS_MAX);
  }

  private static Optional<Detector> find(String text, int layers) {
    String plain = Disguise.plain(text);
    Optional<Detector> found = Shapes.find(plain);
    if (found.isPresent()) {
      return found;
    }
    if (layers > 0) {
      Optional<Detector> below = below(plain, layers - 1);
      if (below.isPresent()) {
        return below;
      }
    }
    // Last, for what is encoded looks random, too, and is better called what it is.
    return Randomness.isToken(plain) ? Optional.of(Detector.TOKEN) : Optional.empty();
  }

  private static Optional<Detector> below(String plain, int layers) {
    Optional<String> decoded = Disguise.withoutPercents(plain);
    if (decoded.isPresent()) {
      return find(decoded.orElseThrow(), layers);
    }
    for (String hidden : Disguise.inBase64(plain)) {
      Optional<Detector> found = find(hidden, layers);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * A JSON pointer up to, and without, the first name in it that identifies; all of it for most.
   */
  public static String pointer(String pointer) {
    int start = 0;
    while (start < pointer.length()) {
      int end = pointer.indexOf('/', start + 1);
      if (end < 0) {
        end = pointer.length();
      }
      if (find(pointer.substring(start + 1, end).replace("~1", "/").replace("~0", "~"))
          .isPresent()) {
        return pointer.substring(0, start);
      }
      start = end;
    }
    return pointer;
  }
}
