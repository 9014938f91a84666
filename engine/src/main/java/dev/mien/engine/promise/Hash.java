package dev.mien.engine.promise;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A SHA-256 value. */
public final class Hash {
  public static final int BYTES = 32;

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of all parts, one after the other. */
  public static Hash of(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  static Hash ofBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has " + BYTES + " bytes; got " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** A hash that was written in hexadecimal digits, in lower case. */
  public static Optional<Hash> fromHex(String text) {
    if (text.length() != 2 * BYTES) {
      return Optional.empty();
    }
    try {
      Hash hash = new Hash(HEX.parseHex(text));
      return hash.hex().equals(text) ? Optional.of(hash) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** A hash that was written in base 64. */
  static Optional<Hash> fromBase64(String text) {
    return StrictBase64.decode(text).filter(bytes -> bytes.length == BYTES).map(Hash::new);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HEX.formatHex(bytes);
  }

  String base64() {
    return StrictBase64.encode(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
