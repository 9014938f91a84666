package dev.mien.engine.promise;

import java.util.Base64;
import java.util.Optional;

/** Base 64 of RFC 4648, section 4, where every text stands for bytes of its own. */
final class StrictBase64 {
  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes, if this is how they are written; spare bits and missing padding are refused. */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
