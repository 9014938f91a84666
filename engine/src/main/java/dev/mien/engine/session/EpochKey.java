package dev.mien.engine.session;

import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key that all capsules of one epoch are sealed under, and its number.
 *
 * <p>What is derived from it alone is derived once: the key of the outer layer, and the salt with
 * which half-keys become the keys of inner layers. The bytes it was made of are not kept.
 */
public final class EpochKey {
  public static final int BYTES = KeyBytes.LENGTH;

  private static final byte[] OUTER = label("mien capsule outer v1");
  private static final byte[] INNER_SALT = label("mien capsule inner salt v1");
  private static final byte[] INNER = label("mien capsule inner v1");

  private final int number;
  private final KeyBytes outer;
  private final KeyBytes innerSalt;

  /**
   * A key made of {@code bytes}, of which no copy is kept.
   *
   * @param number stands in the clear in every capsule
   */
  public EpochKey(int number, byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an epoch key has " + BYTES + " bytes");
    }
    var hkdf = new Hkdf();
    // No salt is, by RFC 5869, as many zeros.
    var unsalted = new KeyBytes(new byte[KeyBytes.LENGTH], "RAW");
    this.number = number;
    this.outer = hkdf.derive(unsalted, bytes, OUTER);
    this.innerSalt = hkdf.derive(unsalted, bytes, INNER_SALT);
  }

  public int number() {
    return number;
  }

  KeyBytes outer() {
    return outer;
  }

  /**
   * The key of the inner layer of one session's capsules. Both halves are needed: the epoch's as
   * the salt, the session's as the material. HMAC is a pseudo-random function of either, so that
   * whoever has one half only, even all half-keys of a stolen database, has nothing.
   */
  KeyBytes inner(Hkdf hkdf, HalfKey halfKey) {
    byte[] material = halfKey.bytes();
    KeyBytes inner = hkdf.derive(innerSalt, material, INNER);
    Arrays.fill(material, (byte) 0);
    return inner;
  }

  /** Overwrites the key. Whoever is using it at this moment finds out by {@link #intact}. */
  void destroy() {
    outer.destroy();
    innerSalt.destroy();
  }

  /** Whether everything that was read of this key before this call was the key. */
  boolean intact() {
    // Reads of the key must not be put off until after the flags are read.
    VarHandle.acquireFence();
    return !outer.isDestroyed() && !innerSalt.isDestroyed();
  }

  /** Never its bytes. */
  @Override
  public String toString() {
    return "EpochKey[" + number + "]";
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
