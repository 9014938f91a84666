package dev.mien.api.policy;

import java.math.BigDecimal;
import java.util.List;

/** How the registry says shares and lists to people. */
final class PolicyWords {
  private PolicyWords() {}

  /** A share of 10,000 in per cent. */
  static String percent(int basisPoints) {
    return basisPoints == 0
        ? "0 %"
        : BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
  }

  /** One thing, or several with a comma between them and an "and" before the last. */
  static String all(List<String> things) {
    int last = things.size() - 1;
    return last <= 0
        ? String.join("", things)
        : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
  }
}
