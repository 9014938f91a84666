package dev.mien.engine.session;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-CCM (RFC 3610, NIST SP 800-38C) of one block of 16 bytes, with nonces of 12 bytes and tags of
 * 16, under one key. Not safe for several threads at once.
 *
 * <p>The JDK has no CCM, and its GCM works out a table for each message, which takes longer than
 * the few blocks of a short one ({@code CapsuleBenchmark}). Here both passes keep their key
 * schedule from message to message.
 */
final class BlockCcm {
  static final int BLOCK_BYTES = 16;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  /** The length of nonce, block and tag, which stand in this order. */
  static final int BYTES = NONCE_BYTES + BLOCK_BYTES + TAG_BYTES;

  // The length of a message takes what the nonce leaves of a block: three bytes.
  private static final int LENGTH_BYTES = BLOCK_BYTES - 1 - NONCE_BYTES;
  private static final byte COUNTER_FLAGS = LENGTH_BYTES - 1;
  private static final byte FIRST_FLAGS =
      (1 << 6) | (((TAG_BYTES - 2) / 2) << 3) | (LENGTH_BYTES - 1);

  private final Cipher counted;
  private final Cipher chained;
  private final byte[] counters = new byte[2 * BLOCK_BYTES];
  private final byte[] stream = new byte[2 * BLOCK_BYTES];
  private final byte[] message;
  private final byte[] chain;

  /**
   * @param associatedMax of associated data, in bytes; less than 65,280
   */
  BlockCcm(KeyBytes key, int associatedMax) {
    message = new byte[padded(BLOCK_BYTES + Short.BYTES + associatedMax) + BLOCK_BYTES];
    chain = new byte[message.length];
    try {
      counted = Cipher.getInstance("AES/ECB/NoPadding");
      counted.init(Cipher.ENCRYPT_MODE, key);
      chained = Cipher.getInstance("AES/CBC/NoPadding");
      chained.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK_BYTES]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
    counters[0] = COUNTER_FLAGS;
    counters[BLOCK_BYTES] = COUNTER_FLAGS;
    counters[2 * BLOCK_BYTES - 1] = 1;
    message[0] = FIRST_FLAGS;
    message[BLOCK_BYTES - 1] = BLOCK_BYTES;
  }

  /**
   * Seals the block that stands behind a nonce, in its place, and puts the tag behind it.
   *
   * @param at where the nonce stands
   * @param associated at least a byte
   */
  void seal(byte[] bytes, int at, byte[] associated) {
    try {
      pad(bytes, at);
      int block = at + NONCE_BYTES;
      int end = describe(bytes, at, associated);
      System.arraycopy(bytes, block, message, end, BLOCK_BYTES);
      int last = chain(end);
      for (int i = 0; i < BLOCK_BYTES; i++) {
        bytes[block + i] ^= stream[BLOCK_BYTES + i];
        bytes[block + BLOCK_BYTES + i] = (byte) (chain[last + i] ^ stream[i]);
      }
      clear(end);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /**
   * Opens what {@link #seal} made of a block.
   *
   * @param block where the block goes; zeros if nothing was sealed so
   * @return whether it was sealed so
   */
  boolean open(byte[] bytes, int at, byte[] associated, byte[] block) {
    try {
      pad(bytes, at);
      int from = at + NONCE_BYTES;
      for (int i = 0; i < BLOCK_BYTES; i++) {
        block[i] = (byte) (bytes[from + i] ^ stream[BLOCK_BYTES + i]);
      }
      int end = describe(bytes, at, associated);
      System.arraycopy(block, 0, message, end, BLOCK_BYTES);
      int last = chain(end);
      int wrong = 0;
      for (int i = 0; i < TAG_BYTES; i++) {
        wrong |= chain[last + i] ^ stream[i] ^ bytes[from + BLOCK_BYTES + i];
      }
      clear(end);
      if (wrong != 0) {
        Arrays.fill(block, (byte) 0);
      }
      return wrong == 0;
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** What the tag and the block are covered with. */
  private void pad(byte[] bytes, int at) throws GeneralSecurityException {
    System.arraycopy(bytes, at, counters, 1, NONCE_BYTES);
    System.arraycopy(bytes, at, counters, BLOCK_BYTES + 1, NONCE_BYTES);
    counted.doFinal(counters, 0, counters.length, stream, 0);
  }

  /** Writes what comes before the block into the message; where the block goes. */
  private int describe(byte[] bytes, int at, byte[] associated) {
    System.arraycopy(bytes, at, message, 1, NONCE_BYTES);
    message[BLOCK_BYTES] = (byte) (associated.length >>> Byte.SIZE);
    message[BLOCK_BYTES + 1] = (byte) associated.length;
    int first = BLOCK_BYTES + Short.BYTES;
    System.arraycopy(associated, 0, message, first, associated.length);
    int written = first + associated.length;
    int end = padded(written);
    Arrays.fill(message, written, end, (byte) 0);
    return end;
  }

  /** Where the last link is. */
  private int chain(int end) throws GeneralSecurityException {
    // Without padding a cipher that chains is back at its first vector when it is done.
    chained.doFinal(message, 0, end + BLOCK_BYTES, chain, 0);
    return end;
  }

  private static int padded(int length) {
    return (length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  private void clear(int end) {
    Arrays.fill(message, end, end + BLOCK_BYTES, (byte) 0);
    Arrays.fill(stream, (byte) 0);
  }

  private static IllegalStateException broken(GeneralSecurityException e) {
    return new IllegalStateException("AES refused to work: " + e.getClass().getSimpleName());
  }
}
