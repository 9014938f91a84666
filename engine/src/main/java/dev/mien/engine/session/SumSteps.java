package dev.mien.engine.session;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Origin.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The arithmetic of sums, which are kept in steps. */
final class SumSteps {
  private SumSteps() {}

  /** One value of an event in steps: half up, never below zero, never beyond the cap. */
  static int of(Sum sum, double value) {
    if (!(value > 0)) {
      return 0;
    }
    if (value >= sum.upTo().doubleValue()) {
      return cap(sum);
    }
    // As written, not as stored: 0.15 is half way between 0.1 and 0.2, though the double is not.
    return BigDecimal.valueOf(value).divide(sum.step(), 0, RoundingMode.HALF_UP).intValue();
  }

  static int cap(Sum sum) {
    return sum.upTo().divideToIntegralValue(sum.step()).intValue();
  }

  /** The code of a total among the edges of the attribute. */
  static int code(Sum sum, Alphabet.Numeric numeric, int total) {
    BigDecimal value = sum.step().multiply(BigDecimal.valueOf(total));
    for (int i = 0; i < numeric.edges().size(); i++) {
      int side = value.compareTo(numeric.edges().get(i));
      if (side <= 0) {
        return side < 0 ? 2 * i : 2 * i + 1;
      }
    }
    return 2 * numeric.edges().size();
  }
}
