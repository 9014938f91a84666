package dev.mien.engine.release;

import java.math.BigInteger;

/**
 * Coins that fall with exactly the chance they are asked for, in whole numbers only: C. Canonne, G.
 * Kamath, T. Steinke, The Discrete Gaussian for Differential Privacy (NeurIPS 2020), algorithm 1.
 * For one thread.
 */
final class Coins {
  private final Bits bits;

  Coins(Bits bits) {
    this.bits = bits;
  }

  boolean fair() {
    return bits.next(1) == 1;
  }

  /** True with the chance {@code part / whole}. */
  boolean ratio(BigInteger part, BigInteger whole) {
    return bits.below(whole).compareTo(part) < 0;
  }

  /** True with the chance exp(-{@code part / whole}). */
  boolean exp(long part, long whole) {
    for (long i = 0; i < part / whole; i++) {
      if (!expOfAtMostOne(1, 1)) {
        return false;
      }
    }
    return expOfAtMostOne(part % whole, whole);
  }

  /** True with the chance exp(-{@code part / whole}). */
  boolean exp(BigInteger part, BigInteger whole) {
    BigInteger[] split = part.divideAndRemainder(whole);
    for (BigInteger i = split[0]; i.signum() > 0; i = i.subtract(BigInteger.ONE)) {
      if (!expOfAtMostOne(1, 1)) {
        return false;
      }
    }
    return expOfAtMostOne(split[1], whole);
  }

  // The first k at which a coin of chance p / k falls short is odd with the chance exp(-p): the
  // series of the exponential function, told by coins.
  private boolean expOfAtMostOne(long part, long whole) {
    boolean odd = true;
    for (long k = 1; bits.below(whole) < part && bits.below(k) == 0; k++) {
      odd = !odd;
    }
    return odd;
  }

  private boolean expOfAtMostOne(BigInteger part, BigInteger whole) {
    boolean odd = true;
    for (long k = 1; ratio(part, whole) && bits.below(k) == 0; k++) {
      odd = !odd;
    }
    return odd;
  }
}
