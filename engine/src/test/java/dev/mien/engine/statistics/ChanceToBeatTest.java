package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChanceToBeatTest {

  @Test
  void twoArmsAgreeWithTheirChanceToBeat() {
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      BetaLaw one = drawn(random);
      BetaLaw other = drawn(random);
      ChanceToBeat chance = ChanceToBeat.of(one, other);
      double[] best = BestArm.probabilities(List.of(one, other));
      assertEquals(
          1, chance.beats() + chance.loses(), 1e-9, () -> one + " " + other + ", seed " + seed);
      assertEquals(chance.beats(), best[1], 1e-9, () -> one + " " + other + ", seed " + seed);
      // What the second is above the first, less what it is below, is the difference of the means.
      assertEquals(
          other.mean() - one.mean(),
          chance.lossOfFirst() - chance.lossOfSecond(),
          1e-9,
          () -> one + " " + other + ", seed " + seed);
    }
  }

  private static BetaLaw drawn(SplittableRandom random) {
    double size = Math.pow(10, random.nextDouble(-1, 6));
    double mean = random.nextDouble(0.001, 0.999);
    return new BetaLaw(
        Math.max(BestArm.LEAST, size * mean), Math.max(BestArm.LEAST, size * (1 - mean)));
  }

  /**
   * Against the closed form, which whole sides allow: a sum of products of ratios of whole numbers,
   * in a hundred digits.
   */
  @Test
  void aChanceTooSmallForOneMinusIsStillKnown() {
    // Two mailings of a public experiment: 2,262 of 21,306 sessions against 3,238 of 21,387.
    BetaLaw control = BetaLaw.after(21_306, 2_262);
    BetaLaw mailed = BetaLaw.after(21_387, 3_238);
    BigDecimal exact = BigDecimal.ONE.subtract(above(mailed, control));

    double loses = ChanceToBeat.of(control, mailed).loses();

    assertEquals(1.02007909758806e-44, exact.doubleValue(), 1e-58);
    assertEquals(1, loses / exact.doubleValue(), 1e-11);
  }

  /** The chance that {@code one} is above {@code other}, after Evan Miller's sum. */
  private static BigDecimal above(BetaLaw one, BetaLaw other) {
    MathContext digits = new MathContext(100);
    int failures = (int) one.b();
    int both = (int) (one.b() + other.b());
    BigDecimal term = BigDecimal.ONE;
    for (int at = 0; at < failures; at++) {
      term =
          term.multiply(BigDecimal.valueOf(other.b() + at), digits)
              .divide(BigDecimal.valueOf(other.a() + other.b() + at), digits);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int at = 0; at < one.a(); at++) {
      sum = sum.add(term, digits);
      term =
          term.multiply(BigDecimal.valueOf(other.a() + at), digits)
              .divide(BigDecimal.valueOf(other.a() + at + both), digits)
              .multiply(BigDecimal.valueOf(failures + at), digits)
              .divide(BigDecimal.valueOf(1 + at), digits);
    }
    return sum;
  }
}
