package dev.mien.engine.release;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How much may be learned of one unit, as a bound on zero-concentrated differential privacy (M.
 * Bun, T. Steinke, Concentrated Differential Privacy, TCC 2016), in billionths. Of several releases
 * it adds up exactly, which is why the ledger is kept in it.
 *
 * <p>People know epsilon: rho implies epsilon = rho + 2 sqrt(rho ln(1 / delta)) at {@link #DELTA}.
 * All of it is reckoned in whole numbers, to the safe side.
 */
public record Rho(long billionths) implements Comparable<Rho> {
  public static final Rho NONE = new Rho(0);

  /** The chance that is left out of what an epsilon promises. */
  public static final BigDecimal DELTA = new BigDecimal("0.000001");

  /** The natural logarithm of a million, in billionths, rounded up. */
  private static final long LN_ONE_BY_DELTA = 13_815_510_558L;

  static final long ONE = 1_000_000_000;
  private static final int DIGITS = 9;

  public Rho {
    if (billionths < 0) {
      throw new IllegalArgumentException("privacy is not gained back; got " + billionths);
    }
  }

  /** The most that implies no more than {@code epsilon}. */
  public static Rho within(BigDecimal epsilon) {
    long most = epsilon.movePointRight(DIGITS).longValueExact();
    long low = 0;
    long high = most;
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (new Rho(middle).epsilonBillionths().compareTo(BigInteger.valueOf(most)) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Rho(low);
  }

  /** Of one number with {@code noise} that one unit changes by at most 1. */
  static Rho of(Noise noise) {
    return touching(1, noise);
  }

  /** Of so many numbers, each with its own {@code noise}, which one unit changes by at most 1. */
  static Rho touching(long numbers, Noise noise) {
    return switch (noise) {
      // What is epsilon without a delta is at most rho = epsilon² / 2.
      case Noise.DiscreteLaplace(long part, long whole) ->
          new Rho(
              Whole.up(Whole.product(numbers, part, part, ONE), Whole.product(2, whole, whole)));
      case Noise.DiscreteGaussian(long variance) ->
          new Rho(Whole.up(Whole.product(numbers, ONE), Whole.product(2, variance)));
    };
  }

  public Rho plus(Rho other) {
    return new Rho(Math.addExact(billionths, other.billionths));
  }

  /** An equal share of it for each of so many. */
  Rho share(long among) {
    return new Rho(billionths / among);
  }

  private BigInteger epsilonBillionths() {
    return BigInteger.valueOf(billionths)
        .add(Whole.rootUp(Whole.product(4, billionths, LN_ONE_BY_DELTA)));
  }

  /** What it implies, to nine digits, rounded up. */
  public BigDecimal epsilon() {
    return new BigDecimal(epsilonBillionths(), DIGITS);
  }

  /** To nine digits. */
  public BigDecimal number() {
    return BigDecimal.valueOf(billionths, DIGITS);
  }

  @Override
  public int compareTo(Rho other) {
    return Long.compare(billionths, other.billionths);
  }
}
