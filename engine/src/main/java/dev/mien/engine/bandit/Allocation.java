package dev.mien.engine.bandit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How often each arm of an offer is to be drawn, by segment: a list for each segment, of one weight
 * for each arm, which add up to 1. A pure function of the counts, the rules and the hour.
 */
public sealed interface Allocation {
  /** The weights by segment and arm. */
  List<List<Double>> weights();

  /**
   * Too little is known: the planned weights hold.
   *
   * @param fewest the sessions that the arm with the fewest was shown to
   * @param enough the sessions it needs
   */
  record Held(List<List<Double>> weights, long fewest, long enough) implements Allocation {
    public Held {
      weights = copy(weights);
    }
  }

  /**
   * What counts say.
   *
   * @param best how probable it is, by segment and arm, that the arm is the best
   */
  record Learnt(List<List<Double>> weights, List<List<Double>> best) implements Allocation {
    public Learnt {
      weights = copy(weights);
      best = copy(best);
    }
  }

  /**
   * The weights that these counts ask for.
   *
   * @param hours what arms have shown, by segment, arm and hour, in any order of hours. Of hours
   *     whose window is still open nothing is taken
   * @param planned the weights the authors gave the arms; they need not add up to 1. One of 0 says
   *     that an arm is not to be drawn, and it stays so
   * @throws IllegalArgumentException if there is no segment or no arm, a segment has not as many
   *     arms as there are planned weights, or a planned weight is negative or all are 0
   */
  static Allocation of(
      List<? extends List<? extends Collection<HourlyArm>>> hours,
      List<Double> planned,
      BanditRules rules,
      Instant now) {
    List<Double> scaled = scaled(planned);
    int[] drawn = IntStream.range(0, scaled.size()).filter(v -> scaled.get(v) > 0).toArray();
    List<List<Arm>> segments = new ArrayList<>();
    long[] shown = new long[drawn.length];
    for (List<? extends Collection<HourlyArm>> segment : hours) {
      if (segment.size() != scaled.size()) {
        throw new IllegalArgumentException(
            "each arm must have one planned weight; got %d weights and %d arms"
                .formatted(scaled.size(), segment.size()));
      }
      List<Arm> arms = new ArrayList<>();
      for (int i = 0; i < drawn.length; i++) {
        List<HourlyArm> closed = Discount.closed(segment.get(drawn[i]), now, rules.window());
        for (HourlyArm each : closed) {
          shown[i] += each.sessions();
        }
        arms.add(Discount.sum(closed, now, rules.perDay()));
      }
      segments.add(arms);
    }
    OptionalLong fewest = fewest(shown, drawn, scaled, rules.enough());
    if (fewest.isPresent()) {
      return new Held(
          segments.stream().map(_ -> scaled).toList(), fewest.getAsLong(), rules.enough());
    }
    double[][] best = Thompson.best(segments);
    return new Learnt(
        rows(Thompson.weightsOf(best, rules.floor()), drawn, scaled.size()),
        rows(best, drawn, scaled.size()));
  }

  /**
   * The sessions of the arm with the fewest, if those are too few. An arm that has too few although
   * the planned weights alone would have given it twice as many as it needs has been left aside by
   * what was learnt, and what was learnt is not to be unlearnt for it.
   */
  private static OptionalLong fewest(long[] shown, int[] drawn, List<Double> planned, long enough) {
    double all = Arrays.stream(shown).sum();
    return IntStream.range(0, shown.length)
        .filter(i -> shown[i] < enough && all * planned.get(drawn[i]) < 2.0 * enough)
        .mapToLong(i -> shown[i])
        .min();
  }

  private static List<Double> scaled(List<Double> planned) {
    double sum = 0;
    for (double each : planned) {
      if (!(each >= 0 && each < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("planned weights must be 0 or more; got " + planned);
      }
      sum += each;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("a planned weight must be above 0; got " + planned);
    }
    double whole = sum;
    return planned.stream().map(each -> each / whole).toList();
  }

  /** The table with a column of zeros for each arm that is not drawn. */
  private static List<List<Double>> rows(double[][] table, int[] drawn, int arms) {
    List<List<Double>> rows = new ArrayList<>();
    for (double[] each : table) {
      Double[] row = new Double[arms];
      Arrays.fill(row, 0.0);
      for (int i = 0; i < drawn.length; i++) {
        row[drawn[i]] = each[i];
      }
      rows.add(List.of(row));
    }
    return rows;
  }

  private static List<List<Double>> copy(List<List<Double>> table) {
    return table.stream().map(List::copyOf).toList();
  }
}
