package dev.mien.engine.release;

import java.math.BigInteger;

/**
 * Whole-numbered noise around 0, drawn exactly as its formula says: C. Canonne, G. Kamath, T.
 * Steinke, The Discrete Gaussian for Differential Privacy (NeurIPS 2020), algorithms 2 and 3.
 * Parameters are ratios of whole numbers, every draw can come out as any whole number, and nothing
 * is rounded.
 */
public sealed interface Noise {
  /** One draw. */
  long draw(Bits bits);

  /**
   * The square of the half-width of an interval that holds 95 of 100 draws. Squares of independent
   * draws add up to that of their sum.
   */
  long spread();

  /** What the public may read of it. */
  String words();

  /**
   * Chances that fall by the factor exp(-part / whole) with each step away from 0. A count that one
   * unit changes by at most 1 is so released with epsilon = part / whole.
   */
  record DiscreteLaplace(long part, long whole) implements Noise {
    private static final long MOST = 1_000_000_000;

    public DiscreteLaplace {
      checked(part);
      checked(whole);
    }

    private static void checked(long number) {
      if (number < 1 || number > MOST) {
        throw new IllegalArgumentException("1 to " + MOST + "; got " + number);
      }
    }

    @Override
    public long draw(Bits bits) {
      Coins coins = new Coins(bits);
      while (true) {
        long below = bits.below(whole);
        if (coins.exp(below, whole)) {
          long times = 0;
          while (coins.exp(1, 1)) {
            times++;
          }
          long far = (below + whole * times) / part;
          boolean negative = coins.fair();
          // Else 0 would be drawn twice as often, once with each sign.
          if (!negative || far != 0) {
            return negative ? -far : far;
          }
        }
      }
    }

    // Of the continuous distribution 95 % lie within ln(20) = 2.996 scales; the discrete one is
    // narrower, by half a step at most, and of a sum a greater share lies within.
    @Override
    public long spread() {
      return Whole.ratioUp(9, whole, whole, part, part);
    }

    @Override
    public String words() {
      return "discrete Laplace noise with epsilon " + part + "/" + whole + " for each number";
    }
  }

  /**
   * Chances in proportion to exp(-x² / (2 variance)). A count that one unit changes by at most 1 is
   * so released with rho = 1 / (2 variance).
   */
  record DiscreteGaussian(long variance) implements Noise {
    private static final long MOST = 1_000_000_000_000L;

    public DiscreteGaussian {
      if (variance < 1 || variance > MOST) {
        throw new IllegalArgumentException("1 to " + MOST + "; got " + variance);
      }
    }

    @Override
    public long draw(Bits bits) {
      Coins coins = new Coins(bits);
      long scale = Whole.rootDown(BigInteger.valueOf(variance)).longValueExact() + 1;
      DiscreteLaplace proposed = new DiscreteLaplace(1, scale);
      BigInteger whole = Whole.product(2, variance, scale, scale);
      while (true) {
        long drawn = proposed.draw(bits);
        BigInteger off =
            Whole.product(Math.abs(drawn), scale).subtract(BigInteger.valueOf(variance));
        if (coins.exp(off.multiply(off), whole)) {
          return drawn;
        }
      }
    }

    // 1.96 standard deviations; its variance is never above its parameter.
    @Override
    public long spread() {
      return Whole.ratioUp(38_416, variance, 1, 10_000, 1);
    }

    @Override
    public String words() {
      return "discrete Gaussian noise with variance " + variance + " for each number";
    }
  }
}
