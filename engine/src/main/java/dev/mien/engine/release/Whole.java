package dev.mien.engine.release;

import java.math.BigInteger;

/** Arithmetic in whole numbers, as wide as it takes. */
final class Whole {
  private Whole() {}

  static BigInteger product(long... factors) {
    BigInteger product = BigInteger.ONE;
    for (long factor : factors) {
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product;
  }

  /** a * b * c / (d * e), up to the next whole number. */
  static long ratioUp(long a, long b, long c, long d, long e) {
    return up(product(a, b, c), product(d, e));
  }

  static long up(BigInteger part, BigInteger whole) {
    BigInteger[] split = part.divideAndRemainder(whole);
    return split[0].add(BigInteger.valueOf(split[1].signum())).longValueExact();
  }

  static BigInteger rootDown(BigInteger square) {
    return square.sqrt();
  }

  static BigInteger rootUp(BigInteger square) {
    BigInteger[] root = square.sqrtAndRemainder();
    return root[0].add(BigInteger.valueOf(root[1].signum()));
  }
}
