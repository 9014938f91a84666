package dev.mien.segments.check;

/** Sets of codes as the bits of a {@code long}. */
final class Bits {
  private Bits() {}

  /** The codes from {@code first} to {@code last}, both included; none where they cross. */
  static long range(int first, int last) {
    return first > last ? 0 : (-1L >>> (63 - last)) & (-1L << first);
  }
}
