package dev.mien.engine.drift;

import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Drift;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.InterceptShift;
import dev.mien.engine.statistics.Interval;
import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.Tails;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What has become of the sessions that a score was asked about, held against what it said.
 *
 * @param sessions how many they are; of noised counts nothing is a whole number
 * @param expected how many of them were to reach the goal
 * @param reached how many did
 * @param observedByExpected the last by the one before; not a number where nothing was expected
 * @param interval that covers it 95 times of 100
 * @param ece the mean distance between what was said and what came, over bins
 * @param eceByChance what chance and noise alone would make of it
 * @param bins those with enough sessions to be shown
 * @param stability the population stability index of the bins against those of before, where enough
 *     sessions were counted then
 * @param intercept with which as much would have been expected as came
 */
public record ScoreReadout(
    Predicted of,
    double sessions,
    double expected,
    double reached,
    Estimate observedByExpected,
    Interval interval,
    double ece,
    double eceByChance,
    List<Bin> bins,
    OptionalDouble stability,
    Verdict verdict,
    Shape shape,
    BigDecimal intercept) {
  /** Sessions come in visits of one person: variances are so much larger than if they did not. */
  private static final double DESIGN_EFFECT = 1.1;

  private static final double ALPHA = 0.05;

  /** It is looked at again and again. */
  private static final double ALPHA_OF_ALARM = 0.01;

  private static final double ALPHA_OF_SHAPE = 0.01;

  /** Of fewer that were expected, their ratio says nothing. */
  private static final double EXPECTED_MIN = 10;

  /** Of fewer in a bin, the law of large numbers is none. */
  private static final double OF_BIN_MIN = 5;

  private static final int DECIMALS = 4;

  public ScoreReadout {
    bins = List.copyOf(bins);
  }

  /** How it stands with how often it comes true. */
  public enum Verdict {
    TOO_FEW("too-few"),
    /** It cannot be told yet whether it is within a tenth of what was said. */
    UNSURE("unsure"),
    HOLDS("holds"),
    MORE("more"),
    LESS("less");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** Whether one shift of all log-odds explains what came, bin by bin. */
  public enum Shape {
    AS_SAID("as-said"),
    BENT("bent");

    private final String code;

    Shape(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * Sessions of alike probabilities.
   *
   * @param given the mean of their probabilities
   * @param came the share that reached the goal
   */
  public record Bin(double from, double until, double sessions, double given, Estimate came) {}

  /**
   * Reads out one score.
   *
   * @param now what was counted in the hours that are asked about
   * @param before what was counted before them, under the same score
   * @param minimum a bin of fewer sessions is not shown
   */
  public static ScoreReadout of(
      Predicted of, ScoreCounts now, Optional<ScoreCounts> before, int minimum) {
    double expected = now.expected();
    double reached = now.reached();
    Estimate ratio = ratio(now);
    Interval interval = interval(ratio, ALPHA);
    double shift = shift(now);
    List<Bin> bins = shown(now, minimum).mapToObj(bin -> bin(now, bin)).toList();
    return new ScoreReadout(
        of,
        now.sessions(),
        expected,
        reached,
        ratio,
        interval,
        ece(bins),
        eceByChance(bins),
        bins,
        stability(now, before, minimum),
        verdict(expected, ratio),
        shape(now, shift, minimum),
        of.intercept()
            .add(BigDecimal.valueOf(shift))
            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros());
  }

  /** What it means, and what to do: sentences. */
  public List<String> words() {
    return Words.of(this);
  }

  private static IntStream shown(ScoreCounts counts, int minimum) {
    return IntStream.range(0, ScoreBins.COUNT).filter(bin -> counts.sessions(bin) >= minimum);
  }

  /** Of two noised sums: what was drawn by chance and what noise adds to either. */
  private static Estimate ratio(ScoreCounts counts) {
    double expected = counts.expected();
    if (expected <= 0) {
      return new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    }
    double reached = counts.reached();
    double came = Math.clamp(reached / Math.max(1, counts.sessions()), 0, 1);
    double chance = DESIGN_EFFECT * Math.max(1, reached) * (1 - came);
    double ofReached = chance + counts.noise() * ScoreBins.COUNT;
    double ofExpected = IntStream.range(0, ScoreBins.COUNT).mapToDouble(counts::variance).sum();
    double ratio = reached / expected;
    return new Estimate(ratio, Math.sqrt(ofReached + ratio * ratio * ofExpected) / expected);
  }

  private static Interval interval(Estimate ratio, double alpha) {
    return Double.isNaN(ratio.value())
        ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : ratio.interval(alpha);
  }

  private static Verdict verdict(double expected, Estimate ratio) {
    if (!(expected >= EXPECTED_MIN)) {
      return Verdict.TOO_FEW;
    }
    double apart = ratio.value() - 1;
    if (Math.abs(apart) > Calibration.OFF) {
      return interval(ratio, ALPHA_OF_ALARM).contains(1)
          ? Verdict.UNSURE
          : apart > 0 ? Verdict.MORE : Verdict.LESS;
    }
    Interval interval = interval(ratio, ALPHA);
    return interval.high() - interval.low() <= 2 * Calibration.OFF ? Verdict.HOLDS : Verdict.UNSURE;
  }

  private static double shift(ScoreCounts counts) {
    double[] logOdds = new double[ScoreBins.COUNT];
    for (int bin = 0; bin < logOdds.length; bin++) {
      logOdds[bin] = Logistic.logit(counts.mean(bin));
    }
    double[] sessions = counts.shares();
    double all = IntStream.range(0, sessions.length).mapToDouble(bin -> sessions[bin]).sum();
    if (all < 2) {
      return 0;
    }
    return InterceptShift.of(logOdds, sessions, Math.clamp(counts.reached(), 0.5, all - 0.5));
  }

  private static Bin bin(ScoreCounts counts, int bin) {
    double sessions = counts.sessions(bin);
    double share = counts.came().get(bin) / sessions;
    double kept = Math.clamp(share, 0, 1);
    double variance = DESIGN_EFFECT * sessions * kept * (1 - kept) + counts.noise();
    return new Bin(
        ScoreBins.from(bin),
        ScoreBins.until(bin),
        sessions,
        counts.mean(bin),
        new Estimate(share, Math.sqrt(variance) / sessions));
  }

  private static double ece(List<Bin> bins) {
    double all = bins.stream().mapToDouble(Bin::sessions).sum();
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.sessions() / all * Math.abs(bin.came().value() - bin.given());
    }
    return sum;
  }

  /** The mean distance of a normal from its mean is the root of 2 by pi of its deviation. */
  private static double eceByChance(List<Bin> bins) {
    double all = bins.stream().mapToDouble(Bin::sessions).sum();
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.sessions() / all * Math.sqrt(2 / Math.PI) * bin.came().error();
    }
    return sum;
  }

  private static OptionalDouble stability(
      ScoreCounts now, Optional<ScoreCounts> before, int minimum) {
    if (before.isEmpty() || before.get().sessions() < minimum || now.sessions() < minimum) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Drift.stabilityIndexOfCounts(before.get().shares(), now.shares()));
  }

  /** A chi-square over bins, once the shift is taken off. */
  private static Shape shape(ScoreCounts counts, double shift, int minimum) {
    List<Double> squares = new ArrayList<>();
    shown(counts, minimum)
        .forEach(
            bin -> {
              double sessions = counts.sessions(bin);
              double share = Logistic.sigmoid(Logistic.logit(counts.mean(bin)) + shift);
              if (sessions * share >= OF_BIN_MIN && sessions * (1 - share) >= OF_BIN_MIN) {
                double apart = counts.came().get(bin) - sessions * share;
                double variance =
                    DESIGN_EFFECT * sessions * share * (1 - share)
                        + counts.noise()
                        + counts.variance(bin);
                squares.add(apart * apart / variance);
              }
            });
    double sum = squares.stream().mapToDouble(Double::doubleValue).sum();
    return squares.size() > 1 && Tails.chiSquare(sum, squares.size() - 1) < ALPHA_OF_SHAPE
        ? Shape.BENT
        : Shape.AS_SAID;
  }
}
