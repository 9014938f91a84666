package dev.mien.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 256 random bits that a browser or a script holds, and Mien only knows by their hash. What is
 * derived from it needs no place of its own.
 *
 * @param text 43 characters of base 64 for URLs
 */
record Secret(String text) {
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

  static Secret fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(base64(bytes));
  }

  /** The secret that a text is; none where it cannot be one. */
  static Optional<Secret> of(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
  }

  /** What it is kept by. */
  String hash() {
    return hash(text);
  }

  /** The SHA-256 of a text in hexadecimal digits; good for texts that nobody can guess. */
  static String hash(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  /** Another value that whoever holds the secret knows, and nobody else. */
  String derived(String purpose) {
    return base64(sha256("mien\n" + purpose + "\n" + text));
  }

  /** Whether somebody sent the same text; takes as long if not. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Secret";
  }
}
