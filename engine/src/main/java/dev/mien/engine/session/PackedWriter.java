package dev.mien.engine.session;

/**
 * Writes numbers into a fixed number of bytes, small ones in few, and goes on counting when they
 * are full.
 *
 * <p>An unsigned number takes 7 bits a byte, the least first. A signed one is folded first (0, -1,
 * 1, -2, …), so that what is near zero on either side is short. Differences are taken modulo 2^64,
 * so every {@code long} comes back as it was.
 */
final class PackedWriter {
  private final byte[] bytes;
  private int position;

  /**
   * @param room zeros, to be written into
   */
  PackedWriter(byte[] room) {
    this.bytes = room;
  }

  void octet(int value) {
    if (position < bytes.length) {
      bytes[position] = (byte) value;
    }
    position++;
  }

  void unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet((int) (rest | 0x80));
      rest >>>= 7;
    }
    octet((int) rest);
  }

  void unsigned(int value) {
    unsigned(Integer.toUnsignedLong(value));
  }

  void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  /** How many bytes everything written so far takes, whether or not it fitted. */
  int needed() {
    return position;
  }
}
