package dev.mien.attacks;

import java.util.Locale;

/** The share of visitors that a matcher found, beside what is promised of it. */
record MatchedShare(double share, int visitors) {
  private static final double PROMISED_MAX = 0.001;

  /** A share of so few is known only as far as chance allows, for all times it is tried. */
  Row row(Setup setup, String attack, String figure, String control) {
    double chance = setup.isFull() ? 0 : Statistics.SIGMAS * Math.sqrt(PROMISED_MAX / visitors);
    return new Row(
        attack,
        figure,
        "≤ 0.1 %" + (setup.isFull() ? "" : " and what chance adds"),
        words(),
        "chance %s; %s".formatted(new MatchedShare(1.0 / visitors, visitors).words(), control),
        Row.of(share <= PROMISED_MAX + chance));
  }

  String words() {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
