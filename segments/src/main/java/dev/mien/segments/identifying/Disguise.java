package dev.mien.segments.identifying;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts as they read once what disguises them is taken away. */
final class Disguise {
  /** The shortest base64 that hides something: {@code a@b.de}. */
  private static final int BASE64_MIN = 8;

  private static final char EUROPEAN_FIRST = '\u00c0';
  private static final char EUROPEAN_LAST = '\u017e';
  private static final char EURO = '\u20ac';
  private static final char COMBINING_GRAPHEME_JOINER = '\u034f';
  private static final char MINUS_SIGN = '\u2212';
  private static final char IDEOGRAPHIC_FULL_STOP = '\u3002';

  /** What a character is worth in base64 or base64url; -1 if it stands in neither. */
  private static final byte[] SIX_BITS = sixBits();

  private Disguise() {}

  /**
   * The text with digits, letters, dashes, dots and spaces of any script or width in their ASCII
   * form, as far as they have one, and without characters that are not seen.
   */
  static String plain(String text) {
    if (isPlain(text)) {
      return text;
    }
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder(normal.length());
    normal.codePoints().forEach(point -> append(point, plain));
    return plain.toString();
  }

  /** Whether there is nothing but ASCII, letters of European languages, and the euro. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (c < EUROPEAN_FIRST || c > EUROPEAN_LAST) && c != EURO) {
        return false;
      }
    }
    return true;
  }

  private static void append(int point, StringBuilder plain) {
    switch (Character.getType(point)) {
      case Character.FORMAT -> {}
      case Character.DECIMAL_DIGIT_NUMBER ->
          plain.append((char) ('0' + Character.digit(point, 10)));
      case Character.DASH_PUNCTUATION -> plain.append('-');
      case Character.SPACE_SEPARATOR -> plain.append(' ');
      default -> {
        switch (point) {
          case COMBINING_GRAPHEME_JOINER -> {}
          case MINUS_SIGN -> plain.append('-');
          case IDEOGRAPHIC_FULL_STOP -> plain.append('.');
          default -> plain.appendCodePoint(point);
        }
      }
    }
  }

  /** The text with one round of percent-encoding taken away, if there is any. */
  static Optional<String> withoutPercents(String text) {
    int first = text.indexOf('%');
    if (first < 0) {
      return Optional.empty();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    boolean decoded = false;
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        bytes[length++] = (byte) ((high << 4) | low);
        i += 2;
        decoded = true;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return decoded
        ? Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** What stands in base64, in either of its alphabets, and is text. */
  static List<String> inBase64(String text) {
    List<String> hidden = new ArrayList<>(0);
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && sixBits(text.charAt(end)) >= 0) {
        end++;
      }
      // One character over says that something was cut off or added; three bits of it are lost.
      int length = (end - start) % 4 == 1 ? end - start - 1 : end - start;
      if (length >= BASE64_MIN) {
        decoded(text, start, start + length).ifPresent(hidden::add);
      }
      start = end + 1;
    }
    return hidden;
  }

  private static Optional<String> decoded(String text, int start, int end) {
    // Most runs are words, which mean nothing in base64 from their first bytes on.
    return isText(text, start, Math.min(end, start + BASE64_MIN)) && isText(text, start, end)
        ? Optional.of(new String(bytes(text, start, end), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Whether base64 stands for characters that are seen, in UTF-8; it may end within one. */
  private static boolean isText(String text, int start, int end) {
    int following = 0;
    for (int i = 0; i < (end - start) * 6 / 8; i++) {
      int next = octet(text, start, i);
      if (following > 0) {
        if (next >> 6 != 0b10) {
          return false;
        }
        following--;
      } else if (next >= 0x80) {
        following = next >> 5 == 0b110 ? 1 : next >> 4 == 0b1110 ? 2 : next >> 3 == 0b11110 ? 3 : 0;
        if (following == 0) {
          return false;
        }
      } else if (next < ' ' || next == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text, int start, int end) {
    byte[] bytes = new byte[(end - start) * 6 / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octet(text, start, i);
    }
    return bytes;
  }

  /** The byte at a place of what begins, in base64, at {@code start}. */
  private static int octet(String text, int start, int place) {
    int first = start + place / 3 * 4 + place % 3;
    int two = (sixBits(text.charAt(first)) << 6) | sixBits(text.charAt(first + 1));
    return (two >> (4 - 2 * (place % 3))) & 0xff;
  }

  private static int sixBits(char c) {
    return c < SIX_BITS.length ? SIX_BITS[c] : -1;
  }

  private static byte[] sixBits() {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    byte[] bits = new byte[128];
    for (char c = 0; c < bits.length; c++) {
      bits[c] =
          switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> (byte) letters.indexOf(c);
          };
    }
    return bits;
  }
}
