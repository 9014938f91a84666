package dev.mien.engine.session;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * HKDF with SHA-256 (RFC 5869), for outputs of one block, which is the length of our keys.
 *
 * <p>The JDK has the same as {@code javax.crypto.KDF}, which looks up a provider and makes a Mac
 * for each derivation; {@code CapsuleBenchmark} weighs the two, and a test holds them equal. Not
 * safe for several threads at once.
 */
final class Hkdf {
  private static final String HMAC = "HmacSHA256";

  private final Mac mac;

  Hkdf() {
    try {
      mac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  /** The key for {@code info} that comes of {@code material}, salted with {@code salt}. */
  KeyBytes derive(Key salt, byte[] material, byte[] info) {
    byte[] extracted = mac(salt, material);
    var pseudorandom = new KeyBytes(extracted, HMAC);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    KeyBytes derived = new KeyBytes(mac(pseudorandom, block), "AES");
    pseudorandom.destroy();
    return derived;
  }

  private byte[] mac(Key key, byte[] message) {
    try {
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of our own making was refused", e);
    }
  }
}
