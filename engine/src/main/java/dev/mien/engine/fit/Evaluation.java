package dev.mien.engine.fit;

import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Interval;
import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.Ranking;
import dev.mien.engine.statistics.Scores;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How good log-odds are, on sessions that they were not fitted to.
 *
 * @param prAuc the 95 % interval of the average precision, by a bootstrap
 * @param ece the 95 % interval of the expected calibration error, by a bootstrap
 * @param eceByChance what the expected calibration error would be about, if every probability were
 *     true: with few sessions that is not little
 */
public record Evaluation(
    long sessions,
    long positives,
    Ranking ranking,
    Calibration calibration,
    Interval prAuc,
    Interval ece,
    double eceByChance) {
  /** Intervals cover the truth in all but this share of cases. */
  public static final double ALPHA = 0.05;

  private static final int RESAMPLES = 200;

  // What differs by less in log-odds may trade places in a resample without moving the interval.
  private static final double GRID = 200;

  /** Judges {@code logits}, one for each of {@code patterns}. */
  public static Evaluation of(double[] logits, Patterns patterns) {
    double[] probabilities = Arrays.stream(logits).map(Logistic::sigmoid).toArray();
    double[] positives = new double[logits.length];
    double[] negatives = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      positives[i] = patterns.positives(i);
      negatives[i] = patterns.sessions(i) - positives[i];
    }
    Scores scores = Scores.of(probabilities, positives, negatives);
    Calibration calibration = Calibration.of(scores);
    Resampled resampled = new Resampled(Grouped.of(logits, positives, negatives));
    Ranking ranking = Ranking.of(scores);
    return new Evaluation(
        patterns.sessions(),
        patterns.positives(),
        ranking,
        calibration,
        resampled.prAuc(ranking.prAuc()),
        resampled.ece(calibration.ece()),
        byChance(calibration));
  }

  /** The share of sessions that had the outcome. */
  public double base() {
    return positives / (double) sessions;
  }

  /** The log-loss of saying the base to all: what every score must beat. */
  public double logLossOfBase() {
    return Calibration.logLossOfBase(base());
  }

  /** What a calibration error would be about, if every probability were true. */
  public static double byChance(Calibration calibration) {
    double sum = 0;
    for (Calibration.Bin bin : calibration.bins()) {
      double error = Math.sqrt(bin.given() * (1 - bin.given()) / bin.sessions());
      // So far is a share from what is expected of it, in the mean: sqrt(2 / pi) standard errors.
      sum += bin.sessions() / calibration.sessions() * Math.sqrt(2 / Math.PI) * error;
    }
    return sum;
  }

  /** Counts by log-odds to the nearest step of a grid. */
  private static final class Grouped {
    private final double[] probabilities;
    private final double[] positives;
    private final double[] negatives;

    Grouped(double[] probabilities, double[] positives, double[] negatives) {
      this.probabilities = probabilities;
      this.positives = positives;
      this.negatives = negatives;
    }

    static Grouped of(double[] logits, double[] positives, double[] negatives) {
      int[] places =
          Arrays.stream(logits)
              .mapToInt(logit -> (int) FastMath.rint(Math.clamp(logit, -30, 30) * GRID))
              .toArray();
      int[] distinct = Arrays.stream(places).sorted().distinct().toArray();
      double[] plus = new double[distinct.length];
      double[] minus = new double[distinct.length];
      for (int i = 0; i < places.length; i++) {
        int at = Arrays.binarySearch(distinct, places[i]);
        plus[at] += positives[i];
        minus[at] += negatives[i];
      }
      return new Grouped(
          Arrays.stream(distinct).mapToDouble(place -> Logistic.sigmoid(place / GRID)).toArray(),
          plus,
          minus);
    }

    /** As if as many sessions had been met again: each none, one or several times (Poisson). */
    Grouped again(UniformRandomProvider random) {
      return new Grouped(probabilities, drawn(positives, random), drawn(negatives, random));
    }

    private static double[] drawn(double[] means, UniformRandomProvider random) {
      return Arrays.stream(means)
          .map(mean -> mean == 0 ? 0 : PoissonSampler.of(random, mean).sample())
          .toArray();
    }
  }

  /** Figures of resamples. */
  private static final class Resampled {
    private final double[] prAucs = new double[RESAMPLES];
    private final double[] eces = new double[RESAMPLES];

    Resampled(Grouped grouped) {
      UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
      for (int i = 0; i < RESAMPLES; i++) {
        Grouped again = grouped.again(random);
        boolean both = sum(again.positives) > 0 && sum(again.negatives) > 0;
        Grouped used = both ? again : grouped;
        Scores scores = Scores.of(used.probabilities, used.positives, used.negatives);
        prAucs[i] = Ranking.of(scores).prAuc();
        eces[i] = Calibration.of(scores).ece();
      }
    }

    private static double sum(double[] values) {
      return Arrays.stream(values).sum();
    }

    Interval prAuc(double value) {
      return middle(prAucs, value);
    }

    Interval ece(double value) {
      return middle(eces, value);
    }

    // Resampling alone makes a calibration error greater; that much is taken off again.
    private static Interval middle(double[] figures, double value) {
      double bias = sum(figures) / RESAMPLES - value;
      double[] ascending = Arrays.stream(figures).sorted().toArray();
      int cut = (int) (RESAMPLES * ALPHA / 2);
      return new Interval(
              Math.min(value, ascending[cut] - bias),
              Math.max(value, ascending[RESAMPLES - 1 - cut] - bias))
          .clampedTo(0, 1);
    }
  }
}
