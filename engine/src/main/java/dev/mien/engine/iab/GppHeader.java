package dev.mien.engine.iab;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The header of a GPP string, which says what sections follow: six bits of type, six of version,
 * and the ids of the sections as differences in Fibonacci code, single or as ranges. Read here and
 * not by the library, which lets a header of a few letters announce more sections than there is
 * memory for.
 */
final class GppHeader {
  private static final int TYPE = 3;
  private static final int VERSION = 1;
  private static final int FIELD_BITS = 6;
  private static final int COUNT_BITS = 12;
  private static final int CHARACTERS_MAX = 64;

  /** No section has a greater id, for years to come. */
  private static final int ID_MAX = 127;

  private final byte[] bytes;
  private int position;
  private boolean failed;

  private GppHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The ids of the sections in their order; none where it cannot be read. */
  static List<Integer> sections(String text) {
    if (text.length() > CHARACTERS_MAX) {
      return List.of();
    }
    try {
      // Six bits a letter: what does not fill a byte is padded, which adds zeros only.
      String padded = text + "A".repeat((4 - text.length() % 4) % 4);
      return new GppHeader(Base64.getUrlDecoder().decode(padded)).read();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private List<Integer> read() {
    if (bits(FIELD_BITS) != TYPE || bits(FIELD_BITS) != VERSION) {
      return List.of();
    }
    int entries = bits(COUNT_BITS);
    List<Integer> ids = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < entries && !failed; i++) {
      boolean range = bits(1) == 1;
      int first = last + fibonacci();
      last = range ? first + fibonacci() : first;
      failed |= last > ID_MAX;
      for (int id = first; id <= last && !failed; id++) {
        ids.add(id);
      }
    }
    return failed ? List.of() : ids;
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  private int bit() {
    if (position >= bytes.length * Byte.SIZE) {
      failed = true;
      return 0;
    }
    int bit = bytes[position / Byte.SIZE] >>> (Byte.SIZE - 1 - position % Byte.SIZE) & 1;
    position++;
    return bit;
  }

  /** A number as a sum of Fibonacci numbers, the least first, ended by two ones in a row. */
  private int fibonacci() {
    int value = 0;
    int number = 1;
    int next = 2;
    int before = 0;
    while (!failed && value <= ID_MAX) {
      int bit = bit();
      if (bit == 1 && before == 1) {
        return value;
      }
      value += bit * number;
      int sum = number + next;
      number = next;
      next = sum;
      before = bit;
      failed |= number > 2 * ID_MAX;
    }
    failed = true;
    return 0;
  }
}
