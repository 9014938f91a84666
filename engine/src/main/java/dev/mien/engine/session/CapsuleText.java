package dev.mien.engine.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A capsule as callers carry it: base64url without padding, always of one length. */
final class CapsuleText {
  /**
   * Letters of every capsule; its bytes come in threes, so the last letter has no bits to spare.
   */
  static final int LENGTH = CapsuleSeal.CAPSULE_BYTES / 3 * 4;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private CapsuleText() {}

  static String write(byte[] capsule) {
    return ENCODER.encodeToString(capsule);
  }

  /** The bytes, if this is the text of any: one capsule has one text. */
  static Optional<byte[]> read(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    // What is not Latin-1 becomes a question mark, which the alphabet does not have. Padding would
    // take the place of letters, so that bytes were missing.
    byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] capsule = new byte[CapsuleSeal.CAPSULE_BYTES];
    try {
      return DECODER.decode(letters, capsule) == capsule.length
          ? Optional.of(capsule)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
