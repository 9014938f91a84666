package dev.mien.engine.session;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A secret key of 32 bytes that can be overwritten; the JDK's own {@code SecretKeySpec} cannot.
 * Ciphers that were started with it keep copies of their own until they are started with another.
 */
@SuppressWarnings("serial") // it refuses to be serialized
final class KeyBytes implements SecretKey {
  static final int LENGTH = 32;

  private final transient byte[] bytes;
  private final String algorithm;
  private transient volatile boolean destroyed;

  /** Takes {@code bytes} over: nobody else keeps or changes them. */
  KeyBytes(byte[] bytes, String algorithm) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a key has " + LENGTH + " bytes");
    }
    this.bytes = bytes;
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  /** Never its bytes. */
  @Override
  public String toString() {
    return "KeyBytes[…]";
  }

  @SuppressWarnings("UnusedVariable")
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("keys stay in memory");
  }
}
