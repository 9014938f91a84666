package dev.mien.engine.discovery;

import dev.mien.engine.discovery.Patterns.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each column has to do with the others: what classes are made of. A column that has
 * nothing to do with any other can be left unsaid, and no class is lost by it.
 */
final class Dependence {
  /** So that no column is worth nothing at all. */
  private static final double LEAST_NATS = 0.01;

  private Dependence() {}

  /** By column, the sum of its mutual information with each of the others, in nats. */
  static double[] ofColumns(Patterns patterns) {
    int columns = patterns.columns().size();
    double[] sums = new double[columns];
    for (int one = 0; one < columns; one++) {
      sums[one] += LEAST_NATS;
      for (int other = 0; other < one; other++) {
        double nats = mutual(patterns.patterns(), one, other);
        sums[one] += nats;
        sums[other] += nats;
      }
    }
    return sums;
  }

  private static double mutual(List<Pattern> patterns, int one, int other) {
    Map<Long, Double> ofOne = new HashMap<>();
    Map<Long, Double> ofOther = new HashMap<>();
    Map<List<Long>, Double> both = new HashMap<>();
    double all = 0;
    for (Pattern pattern : patterns) {
      double sessions = (double) pattern.sessions();
      long first = pattern.values().get(one);
      long second = pattern.values().get(other);
      ofOne.merge(first, sessions, Double::sum);
      ofOther.merge(second, sessions, Double::sum);
      both.merge(List.of(first, second), sessions, Double::sum);
      all += sessions;
    }
    double nats = 0;
    for (Map.Entry<List<Long>, Double> entry : both.entrySet()) {
      double apart =
          ofOne.getOrDefault(entry.getKey().getFirst(), 0.0)
              * ofOther.getOrDefault(entry.getKey().getLast(), 0.0);
      if (entry.getValue() > 0) {
        nats += entry.getValue() / all * Math.log(entry.getValue() * all / apart);
      }
    }
    return Math.max(0, nats);
  }
}
