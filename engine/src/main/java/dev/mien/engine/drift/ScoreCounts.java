package dev.mien.engine.drift;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sessions by the probability that a score gave them once, and those of them that reached its goal
 * later. The numbers may carry noise, and be below 0 for it.
 *
 * @param places sessions by place, see {@link ScoreBins}
 * @param came those that reached the goal, by bin
 * @param noise the variance of the noise in each number
 */
public record ScoreCounts(List<Double> places, List<Double> came, double noise) {
  public ScoreCounts {
    places = List.copyOf(places);
    came = List.copyOf(came);
    if (places.size() != ScoreBins.PLACES || came.size() != ScoreBins.COUNT || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "counts are of "
              + ScoreBins.PLACES
              + " places and "
              + ScoreBins.COUNT
              + " bins; got "
              + places.size()
              + " and "
              + came.size());
    }
  }

  /** Counts without noise. */
  public static ScoreCounts exact(long[] places, long[] came) {
    return new ScoreCounts(
        Arrays.stream(places).asDoubleStream().boxed().toList(),
        Arrays.stream(came).asDoubleStream().boxed().toList(),
        0);
  }

  /** How many sessions were counted in a bin. */
  public double sessions(int bin) {
    return places.get(2 * bin) + places.get(2 * bin + 1);
  }

  /** How many sessions of a bin were expected to reach the goal. */
  public double expected(int bin) {
    return places.get(2 * bin) * ScoreBins.from(bin)
        + places.get(2 * bin + 1) * ScoreBins.until(bin);
  }

  /** All sessions. */
  public double sessions() {
    return IntStream.range(0, ScoreBins.COUNT).mapToDouble(this::sessions).sum();
  }

  /** All that were expected to reach the goal. */
  public double expected() {
    return IntStream.range(0, ScoreBins.COUNT).mapToDouble(this::expected).sum();
  }

  /** All that reached the goal. */
  public double reached() {
    return came.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** By bin, what noise took below 0 as 0. */
  double[] shares() {
    return IntStream.range(0, ScoreBins.COUNT)
        .mapToDouble(bin -> Math.max(0, sessions(bin)))
        .toArray();
  }

  /** The mean probability in a bin, as near as noise leaves it. */
  double mean(int bin) {
    double sessions = sessions(bin);
    double from = ScoreBins.from(bin);
    double until = ScoreBins.until(bin);
    double middle = (from + until) / 2;
    double mean = sessions > 0 ? expected(bin) / sessions : middle;
    // Log-odds of 0 and 1 are none, and a session at an edge was drawn there from within.
    double room = (until - from) / 100;
    return Math.clamp(mean, from + room, until - room);
  }

  /** The variance of what is expected in a bin: of the sides that were drawn, and of noise. */
  double variance(int bin) {
    double from = ScoreBins.from(bin);
    double until = ScoreBins.until(bin);
    double upper = places.get(2 * bin + 1);
    double all = Math.max(1, sessions(bin));
    double along = Math.clamp(upper / all, 0, 1);
    return all * along * (1 - along) * (until - from) * (until - from)
        + noise * (from * from + until * until);
  }
}
