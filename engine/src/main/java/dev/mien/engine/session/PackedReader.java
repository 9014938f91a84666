package dev.mien.engine.session;

import java.util.Arrays;

/**
 * Reads what {@link PackedWriter} wrote. After the first thing that cannot have been written, it is
 * failed for good and answers zeros, so that callers ask once, at the end, and in their loops.
 */
final class PackedReader {
  private static final byte[] ZEROS = new byte[StateCodec.STATE_BYTES];

  private final byte[] bytes;
  private int position;
  private boolean failed;

  PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** How many there are of something, each of which takes a byte at least. */
  int count() {
    int count = unsignedInt();
    if (count < 0 || count > bytes.length - position) {
      failed = true;
      return 0;
    }
    return count;
  }

  int octet() {
    if (failed || position == bytes.length) {
      failed = true;
      return 0;
    }
    return bytes[position++] & 0xFF;
  }

  long unsignedLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int octet = octet();
      // The tenth byte has room for one bit.
      if (shift == 63 && octet > 1) {
        failed = true;
        return 0;
      }
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    failed = true;
    return 0;
  }

  int unsignedInt() {
    long value = unsignedLong();
    if (value >>> Integer.SIZE != 0) {
      failed = true;
      return 0;
    }
    return (int) value;
  }

  long signed() {
    long folded = unsignedLong();
    return (folded >>> 1) ^ -(folded & 1);
  }

  void fail() {
    failed = true;
  }

  boolean failed() {
    return failed;
  }

  /** Whether nothing is left but zeros. */
  boolean atPadding() {
    int rest = bytes.length - position;
    return Arrays.equals(bytes, position, bytes.length, ZEROS, 0, rest);
  }
}
