package dev.mien.engine.release;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Fair random bits, and whole numbers made of them. Bits are fetched a few at a time and used once.
 * For one thread.
 */
public final class Bits {
  private static final int FETCHED_BYTES = 512;

  private final Consumer<byte[]> fetch;
  private final byte[] fetched = new byte[FETCHED_BYTES];
  private final ByteBuffer unused = ByteBuffer.wrap(fetched).limit(0);
  private long word;
  private int left;

  public Bits(SecureRandom random) {
    this(random::nextBytes);
  }

  private Bits(Consumer<byte[]> fetch) {
    this.fetch = fetch;
  }

  /**
   * Bits that are the same whenever they are made of the same secret.
   *
   * @param secret fills an array with what comes next of it
   */
  public static Bits of(Consumer<byte[]> secret) {
    return new Bits(secret);
  }

  /** The next {@code count} bits, 1 to 63 of them, as a number that is not negative. */
  long next(int count) {
    long bits = 0;
    int missing = count;
    while (missing > 0) {
      if (left == 0) {
        word = word();
        left = Long.SIZE;
      }
      int taken = Math.min(missing, left);
      bits = (bits << taken) | (word & ((1L << taken) - 1));
      word >>>= taken;
      left -= taken;
      missing -= taken;
    }
    return bits;
  }

  private long word() {
    if (!unused.hasRemaining()) {
      fetch.accept(fetched);
      unused.clear();
    }
    int at = unused.position();
    long next = unused.getLong();
    Arrays.fill(fetched, at, unused.position(), (byte) 0);
    return next;
  }

  /** A number from 0 to {@code bound}, the last not included, each as likely as any other. */
  long below(long bound) {
    int count = Long.SIZE - Long.numberOfLeadingZeros(bound - 1);
    if (count == 0) {
      return 0;
    }
    long drawn = next(count);
    while (drawn >= bound) {
      drawn = next(count);
    }
    return drawn;
  }

  /** A number from 0 to {@code bound}, the last not included, each as likely as any other. */
  BigInteger below(BigInteger bound) {
    if (bound.bitLength() < Long.SIZE) {
      return BigInteger.valueOf(below(bound.longValueExact()));
    }
    int count = bound.subtract(BigInteger.ONE).bitLength();
    BigInteger drawn = wide(count);
    while (drawn.compareTo(bound) >= 0) {
      drawn = wide(count);
    }
    return drawn;
  }

  private BigInteger wide(int count) {
    BigInteger drawn = BigInteger.ZERO;
    for (int missing = count; missing > 0; ) {
      int taken = Math.min(missing, Integer.SIZE);
      drawn = drawn.shiftLeft(taken).or(BigInteger.valueOf(next(taken)));
      missing -= taken;
    }
    return drawn;
  }
}
