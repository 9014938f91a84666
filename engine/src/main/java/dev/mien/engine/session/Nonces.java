package dev.mien.engine.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;

/**
 * Nonces of 96 random bits. Drawing each from the system takes longer than sealing with it, so many
 * are made at a time: numbers encrypted under a key that is drawn for them alone and then
 * forgotten. They are no secret. Not safe for several threads at once.
 */
final class Nonces {
  private static final int AT_A_TIME = 128;
  private static final int BLOCK_BYTES = 16;

  private final Cipher cipher;
  private final byte[] numbers = new byte[AT_A_TIME * BLOCK_BYTES];
  private final byte[] drawn = new byte[numbers.length];
  private int next = AT_A_TIME;

  Nonces() {
    try {
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
    ByteBuffer buffer = ByteBuffer.wrap(numbers);
    for (int i = 0; i < AT_A_TIME; i++) {
      buffer.putLong(0).putLong(i);
    }
  }

  /** Writes one that was not drawn before. */
  void draw(SecureRandom random, byte[] to, int at) {
    if (next == AT_A_TIME) {
      refill(random);
    }
    System.arraycopy(drawn, next++ * BLOCK_BYTES, to, at, BlockCcm.NONCE_BYTES);
  }

  private void refill(SecureRandom random) {
    byte[] bytes = new byte[KeyBytes.LENGTH];
    random.nextBytes(bytes);
    var key = new KeyBytes(bytes, "AES");
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.doFinal(numbers, 0, numbers.length, drawn, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused to work: " + e.getClass().getSimpleName());
    }
    key.destroy();
    next = 0;
  }
}
