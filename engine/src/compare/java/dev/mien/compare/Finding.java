package dev.mien.compare;

import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the rounds of one benchmark say of two commits.
 *
 * <p>Each round ran both, one right after the other, so that a machine that was slow for a while
 * was slow for both. The ratio is the geometric mean of the rounds' ratios; its interval is
 * Student's, on logarithms. What a benchmark measures in one process differs from what it measures
 * in the next, by how code was compiled and where memory lies: that is in the spread of the rounds,
 * and no number of iterations within one process would show it.
 *
 * @param benchmark with its parameters
 * @param before the geometric mean of the base, in nanoseconds
 * @param after the same of the other commit
 * @param ratio of {@code after} to {@code before}; above 1 is slower
 * @param low the lower end of the interval of the ratio, at {@value #CONFIDENCE}
 * @param high its upper end
 */
record Finding(
    String benchmark, double before, double after, double ratio, double low, double high) {
  /** So many comparisons are made at once that one in twenty would be wrong too often. */
  static final double CONFIDENCE = 0.99;

  /** Smaller differences are not worth a word, however sure they are. */
  static final double WORTH_A_WORD = 0.02;

  /** Two are alike if the whole interval is this near to 1. */
  static final double ALIKE = 0.05;

  /** With more noise than this the numbers say nothing. */
  static final double NOISE_PERCENT_MAX = 100;

  /** With fewer rounds an interval says nothing. */
  static final int ROUNDS_MIN = 3;

  /** What is made of a finding. */
  enum Verdict {
    FASTER,
    SLOWER,
    /** Whatever the difference is, it is small. */
    ALIKE,
    /** None of these was shown; the noise says how much could have been. */
    NOT_SHOWN
  }

  /** One round: the same benchmark of both commits, in nanoseconds. */
  record Pair(double before, double after) {
    Pair {
      if (!(before > 0 && after > 0)) {
        throw new IllegalArgumentException("a benchmark takes time; got " + before + ", " + after);
      }
    }

    double logarithm() {
      return Math.log(after / before);
    }
  }

  /**
   * @throws IllegalArgumentException if there are fewer than {@value #ROUNDS_MIN} rounds
   */
  static Finding of(String benchmark, List<Pair> rounds) {
    int count = rounds.size();
    if (count < ROUNDS_MIN) {
      throw new IllegalArgumentException("at least " + ROUNDS_MIN + " rounds; got " + count);
    }
    double mean = rounds.stream().mapToDouble(Pair::logarithm).sum() / count;
    double squares =
        rounds.stream().mapToDouble(pair -> Math.pow(pair.logarithm() - mean, 2)).sum();
    double error = Math.sqrt(squares / (count - 1) / count);
    double reach =
        TDistribution.of(count - 1.0).inverseSurvivalProbability((1 - CONFIDENCE) / 2) * error;
    return new Finding(
        benchmark,
        geometric(rounds.stream().mapToDouble(Pair::before).toArray()),
        geometric(rounds.stream().mapToDouble(Pair::after).toArray()),
        Math.exp(mean),
        Math.exp(mean - reach),
        Math.exp(mean + reach));
  }

  private static double geometric(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += Math.log(value);
    }
    return Math.exp(sum / values.length);
  }

  Verdict verdict() {
    if (low > 1 && ratio > 1 + WORTH_A_WORD) {
      return Verdict.SLOWER;
    }
    if (high < 1 && ratio < 1 - WORTH_A_WORD) {
      return Verdict.FASTER;
    }
    return low > 1 - ALIKE && high < 1 + ALIKE ? Verdict.ALIKE : Verdict.NOT_SHOWN;
  }

  /** Half of the interval's width, in percent: a difference below it would not have been seen. */
  double noisePercent() {
    return 50 * (high - low);
  }

  /** What stands above the lines of a report. */
  static String heading(String base, String head) {
    return String.format(
        Locale.ROOT,
        "%-52s %12s %12s  %-32s %8s  %s",
        "median of a call, mean of all rounds",
        base,
        head,
        String.format(Locale.ROOT, "difference (%.0f %% interval)", 100 * CONFIDENCE),
        "noise",
        "verdict");
  }

  /** One line of a report. */
  String line() {
    boolean known = noisePercent() < NOISE_PERCENT_MAX;
    return String.format(
        Locale.ROOT,
        "%-52s %9.0f ns %9.0f ns  %-32s %8s  %s",
        benchmark,
        before,
        after,
        known ? difference() : "unknown",
        known ? String.format(Locale.ROOT, "%.1f %%", noisePercent()) : "any",
        said());
  }

  private String difference() {
    return String.format(
        Locale.ROOT,
        "%+.1f %% (%+.1f to %+.1f %%)",
        100 * (ratio - 1),
        100 * (low - 1),
        100 * (high - 1));
  }

  private String said() {
    return switch (verdict()) {
      case FASTER -> "faster";
      case SLOWER -> "SLOWER";
      case ALIKE -> String.format(Locale.ROOT, "alike within %.0f %%", 100 * ALIKE);
      case NOT_SHOWN -> "no difference shown";
    };
  }
}
