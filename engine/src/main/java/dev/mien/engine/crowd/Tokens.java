package dev.mien.engine.crowd;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens have been met: few as a list, many as bits. Most combinations meet few in an hour,
 * and a list of {@value #LISTED_MAX} takes half as much as all bits do. The {@link #join} of two is
 * their union. Never changes.
 */
public final class Tokens {
  /** How many tokens there are. */
  public static final int COUNT = 4_096;

  public static final Tokens NONE = new Tokens(new short[0], null);

  /** The most that are listed, two bytes each. */
  static final int LISTED_MAX = 128;

  private static final int BITS_BYTES = COUNT / Byte.SIZE;

  /** Rising; empty where there are bits. */
  private final short[] listed;

  private final long @Nullable [] bits;

  private Tokens(short[] listed, long @Nullable [] bits) {
    this.listed = listed;
    this.bits = bits;
  }

  private static Tokens of(BitSet set) {
    if (set.length() > COUNT) {
      throw new IllegalArgumentException("a token is below " + COUNT);
    }
    if (set.cardinality() > LISTED_MAX) {
      return new Tokens(new short[0], Arrays.copyOf(set.toLongArray(), COUNT / Long.SIZE));
    }
    short[] listed = new short[set.cardinality()];
    int at = 0;
    for (int token = set.nextSetBit(0); token >= 0; token = set.nextSetBit(token + 1)) {
      listed[at++] = (short) token;
    }
    return new Tokens(listed, null);
  }

  private BitSet set() {
    if (bits != null) {
      return BitSet.valueOf(bits);
    }
    BitSet set = new BitSet();
    for (short token : listed) {
      set.set(token);
    }
    return set;
  }

  /** Whether a token is among them. Allocates nothing. */
  public boolean has(int token) {
    return bits != null
        ? (bits[token >> 6] >>> token & 1) != 0
        : Arrays.binarySearch(listed, (short) token) >= 0;
  }

  /** These and one more. */
  public Tokens with(int token) {
    if (has(token)) {
      return this;
    }
    BitSet set = set();
    set.set(token);
    return of(set);
  }

  /** What either has. */
  public Tokens join(Tokens other) {
    BitSet set = set();
    set.or(other.set());
    return of(set);
  }

  /** How many there are. */
  public int count() {
    if (bits == null) {
      return listed.length;
    }
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** As a list or as bits, told apart by the length. */
  public byte[] bytes() {
    if (bits != null) {
      ByteBuffer bytes = ByteBuffer.allocate(BITS_BYTES);
      bytes.asLongBuffer().put(bits);
      return bytes.array();
    }
    ByteBuffer bytes = ByteBuffer.allocate(listed.length * Short.BYTES);
    bytes.asShortBuffer().put(listed);
    return bytes.array();
  }

  /**
   * The tokens that {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException if it did not write them
   */
  public static Tokens of(byte[] bytes) {
    if (bytes.length == BITS_BYTES) {
      long[] bits = new long[COUNT / Long.SIZE];
      ByteBuffer.wrap(bytes).asLongBuffer().get(bits);
      return of(BitSet.valueOf(bits));
    }
    if (bytes.length % Short.BYTES != 0 || bytes.length > LISTED_MAX * Short.BYTES) {
      throw new IllegalArgumentException("no tokens have " + bytes.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    BitSet set = new BitSet();
    while (in.hasRemaining()) {
      int token = in.getShort();
      if (token < 0 || token >= COUNT) {
        throw new IllegalArgumentException("a token is below " + COUNT);
      }
      set.set(token);
    }
    return of(set);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tokens that
        && Arrays.equals(listed, that.listed)
        && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(listed) + Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "Tokens of " + count();
  }
}
