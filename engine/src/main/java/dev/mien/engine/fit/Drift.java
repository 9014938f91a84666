package dev.mien.engine.fit;

import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.InterceptShift;
import dev.mien.engine.statistics.Platt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far sessions have moved from those that a scorecard was fitted to.
 *
 * <p>What they say and what becomes of them are two things: people may look as ever and yet buy
 * twice as much. So what was observed is held against what was expected, over all and by tenths;
 * that columns say something else is told beside it.
 *
 * @param columns the most moved first
 * @param score the population stability index of the scores
 * @param observedByExpected how often the outcome came by how often it was to
 * @param tenths sessions by their scores, the lowest first
 * @param base the base with which as much would have been expected as was observed
 */
public record Drift(
    List<Moved> columns,
    double score,
    Estimate observedByExpected,
    List<Calibration.Bin> tenths,
    double base) {
  /** From here on a column, or the scores, have moved. */
  public static final double MOVED = 0.2;

  /** How far observed by expected may be from 1. */
  public static final double OFF = Calibration.OFF;

  private static final double ADDED = 0.5;

  public Drift {
    columns = List.copyOf(columns);
    tenths = List.copyOf(tenths);
  }

  /**
   * A column and its population stability index: the sum over its codes of the difference of
   * shares, times the logarithm of their ratio.
   */
  public record Moved(String column, double index) {}

  /**
   * Holds two counts against each other.
   *
   * @param then what was fitted
   * @param now what came since, with its outcomes
   */
  public static Drift of(Levelled fitted, Patterns then, Patterns now) {
    List<Moved> columns = new ArrayList<>();
    for (int column = 0; column < then.columns().size(); column++) {
      columns.add(
          new Moved(
              then.columns().get(column).name(),
              index(sessions(then.byCode(column)), sessions(now.byCode(column)))));
    }
    columns.sort(Comparator.comparingDouble(Moved::index).reversed());
    double[] before = fitted.logits(then);
    double[] after = fitted.logits(now);
    Calibration calibration = Evaluation.of(after, now).calibration();
    return new Drift(
        columns,
        ofScores(before, then, after, now),
        calibration.observedByExpected(),
        calibration.bins(),
        base(fitted, now));
  }

  /** Whether what was observed is not what was expected, beyond what chance explains. */
  public boolean isOff() {
    double apart = observedByExpected.value() - 1;
    return Math.abs(apart) > OFF && !observedByExpected.interval(0.05).contains(1);
  }

  /** The same scorecard with the base of today. */
  public Levelled refitted(Levelled fitted) {
    return new Levelled(fitted.card().withBase(base), fitted.calibration());
  }

  private static double[] sessions(long[][] counts) {
    return Arrays.stream(counts).mapToDouble(count -> count[0]).toArray();
  }

  private static double index(double[] then, double[] now) {
    double thenAll = Arrays.stream(then).sum() + ADDED * then.length;
    double nowAll = Arrays.stream(now).sum() + ADDED * now.length;
    double index = 0;
    for (int i = 0; i < then.length; i++) {
      double before = (then[i] + ADDED) / thenAll;
      double after = (now[i] + ADDED) / nowAll;
      index += (after - before) * Math.log(after / before);
    }
    return index;
  }

  /** By the tenths of the scores of then. */
  private static double ofScores(double[] before, Patterns then, double[] after, Patterns now) {
    double[] edges = tenths(before, then);
    return index(byTenth(before, then, edges), byTenth(after, now, edges));
  }

  private static double[] tenths(double[] logits, Patterns patterns) {
    int[] order =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> logits[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] edges = new double[Calibration.BINS - 1];
    long all = patterns.sessions();
    long seen = 0;
    int edge = 0;
    for (int i : order) {
      seen += patterns.sessions(i);
      while (edge < edges.length && seen >= all * (edge + 1.0) / Calibration.BINS) {
        edges[edge++] = logits[i];
      }
    }
    return edges;
  }

  private static double[] byTenth(double[] logits, Patterns patterns, double[] edges) {
    double[] sessions = new double[edges.length + 1];
    for (int i = 0; i < logits.length; i++) {
      int tenth = 0;
      while (tenth < edges.length && logits[i] > edges[tenth]) {
        tenth++;
      }
      sessions[tenth] += patterns.sessions(i);
    }
    return sessions;
  }

  private static double base(Levelled fitted, Patterns now) {
    double[] logits = fitted.logits(now);
    double slope = fitted.calibration().map(Platt::slope).orElse(1.0);
    double[] sessions = new double[logits.length];
    Arrays.setAll(sessions, now::sessions);
    return fitted.card().base()
        + InterceptShift.of(logits, sessions, (double) now.positives()) / slope;
  }
}
