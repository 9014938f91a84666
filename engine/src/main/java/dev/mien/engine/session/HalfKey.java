package dev.mien.engine.session;

import java.security.MessageDigest;
import java.util.Arrays;

/** The random 32 bytes that the cluster holds for one live session. */
public final class HalfKey implements Comparable<HalfKey> {
  public static final int BYTES = 32;

  private final byte[] bytes;

  public HalfKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a half-key has " + BYTES + " bytes");
    }
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** An order without meaning, for what must be decided alike everywhere. */
  @Override
  public int compareTo(HalfKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HalfKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Never its bytes. */
  @Override
  public String toString() {
    return "HalfKey[…]";
  }
}
