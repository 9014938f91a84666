package dev.mien.api.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How the token of a script reads: {@code mien_}, 256 random bits, and a checksum over both. The
 * checksum spares the database what was cut off or mistyped, and lets scanners of source code tell
 * a token from a random text.
 */
final class TokenText {
  private static final String PREFIX = "mien_";
  private static final int CHECKSUM_CHARACTERS = 6;
  private static final Pattern SHAPE = Pattern.compile("mien_[A-Za-z0-9_-]{49}");

  private TokenText() {}

  static String fresh(SecureRandom random) {
    String body = PREFIX + Secret.fresh(random).text();
    return body + checksum(body);
  }

  /** Whether a text can be a token at all. */
  static boolean isOne(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    int end = text.length() - CHECKSUM_CHARACTERS;
    return text.substring(end).equals(checksum(text.substring(0, end)));
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long value = crc.getValue();
    byte[] bytes = {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
