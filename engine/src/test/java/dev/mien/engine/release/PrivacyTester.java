package dev.mien.engine.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Looks for a way to tell that a unit was there better than it should be possible. Two methods, on
 * each number for itself and on differences and sums of two:
 *
 * <ul>
 *   <li>the positive parts of P(A = x) - e^epsilon P(B = x) add up to delta at the most, in both
 *       directions (R. Wilson and others, Differentially Private SQL with Bounded User
 *       Contribution, PoPETs 2020);
 *   <li>an event is chosen on one half of the runs, as the outcomes that speak most for the unit,
 *       and its chances are bounded on the other half (Z. Ding and others, Detecting Violations of
 *       Differential Privacy, CCS 2018; B. Bichsel and others, DP-Sniper, S&amp;P 2021).
 * </ul>
 *
 * <p>A verdict is a majority of three. Honest code may fail by chance, very rarely; broken code may
 * pass if it is hardly broken.
 */
final class PrivacyTester {
  /** Above what honest code shows by chance, below what a tenth too much epsilon shows. */
  private static final double TOLERANCE = 0.035;

  /** Four standard errors. */
  private static final double CERTAINTY = 4;

  /** An event has to occur so often to be judged. */
  private static final int EVENT_LEAST = 200;

  private final double epsilon;
  private final double delta;
  private final int runs;

  /**
   * @param epsilon what is promised
   * @param delta what is promised
   * @param runs with and without the unit, each
   */
  PrivacyTester(double epsilon, double delta, int runs) {
    this.epsilon = epsilon;
    this.delta = delta;
    this.runs = runs;
  }

  /**
   * What was found in one examination.
   *
   * @param positiveParts the most that was left above the promise
   * @param epsilonAtLeast what epsilon is for certain, by the best event
   */
  record Finding(double positiveParts, double epsilonAtLeast) {
    private Finding worse(Finding other) {
      return new Finding(
          Math.max(positiveParts, other.positiveParts),
          Math.max(epsilonAtLeast, other.epsilonAtLeast));
    }
  }

  /** Whether the promise is broken, by two of three examinations. */
  boolean isBroken(Mechanism mechanism, long seed) {
    int broken = 0;
    for (int i = 0; i < 3 && broken < 2 && i - broken < 2; i++) {
      Finding finding = examined(mechanism, seed + i);
      boolean found =
          finding.positiveParts() > delta + TOLERANCE || finding.epsilonAtLeast() > epsilon;
      broken += found ? 1 : 0;
    }
    return broken == 2;
  }

  /** One examination. */
  Finding examined(Mechanism mechanism, long seed) {
    Bits bits = new Bits(new Seeded(seed));
    List<long[]> with = new ArrayList<>(runs);
    List<long[]> without = new ArrayList<>(runs);
    for (int i = 0; i < runs; i++) {
      with.add(mechanism.run(true, bits));
      without.add(mechanism.run(false, bits));
    }
    Finding worst = new Finding(0, 0);
    for (ToLongFunction<long[]> view : views(with.getFirst().length)) {
      worst = worst.worse(examined(seen(with, view), seen(without, view)));
      worst = worst.worse(examined(seen(without, view), seen(with, view)));
    }
    return worst;
  }

  private static List<ToLongFunction<long[]>> views(int numbers) {
    List<ToLongFunction<long[]>> views = new ArrayList<>();
    for (int i = 0; i < numbers; i++) {
      int one = i;
      views.add(seen -> seen[one]);
      for (int j = 0; j < i; j++) {
        int other = j;
        views.add(seen -> seen[one] - seen[other]);
        views.add(seen -> seen[one] + seen[other]);
      }
    }
    return views;
  }

  private static long[] seen(List<long[]> outcomes, ToLongFunction<long[]> view) {
    return outcomes.stream().mapToLong(view).toArray();
  }

  private Finding examined(long[] with, long[] without) {
    return new Finding(positiveParts(with, without), epsilonAtLeast(with, without));
  }

  private double positiveParts(long[] with, long[] without) {
    Map<Long, Integer> one = counted(with, 0, runs);
    Map<Long, Integer> other = counted(without, 0, runs);
    double sum = 0;
    for (Map.Entry<Long, Integer> each : one.entrySet()) {
      double least = Math.exp(epsilon) * other.getOrDefault(each.getKey(), 0);
      sum += Math.max(0, (each.getValue() - least) / runs);
    }
    return sum;
  }

  private static Map<Long, Integer> counted(long[] outcomes, int from, int until) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = from; i < until; i++) {
      counts.merge(outcomes[i], 1, Integer::sum);
    }
    return counts;
  }

  private double epsilonAtLeast(long[] with, long[] without) {
    int half = runs / 2;
    Set<Long> event = chosen(counted(with, 0, half), counted(without, 0, half), half);
    double one = occurs(event, with, half);
    double other = occurs(event, without, half);
    int tries = runs - half;
    double least = one - CERTAINTY * Math.sqrt(one * (1 - one) / tries) - delta;
    // So much it may be even if it did not occur once.
    double most =
        other + CERTAINTY * Math.sqrt(other * (1 - other) / tries) + CERTAINTY * 2 / tries;
    return least <= 0 ? 0 : Math.log(least / most);
  }

  private static double occurs(Set<Long> event, long[] outcomes, int from) {
    int found = 0;
    for (int i = from; i < outcomes.length; i++) {
      found += event.contains(outcomes[i]) ? 1 : 0;
    }
    return (double) found / (outcomes.length - from);
  }

  /** The outcomes that speak most for the unit, as many as make for the best bound. */
  private Set<Long> chosen(Map<Long, Integer> with, Map<Long, Integer> without, int tries) {
    List<Long> outcomes = new ArrayList<>(with.keySet());
    outcomes.sort(
        Comparator.comparingDouble(
            outcome ->
                -(with.getOrDefault(outcome, 0) + 1.0) / (without.getOrDefault(outcome, 0) + 1.0)));
    Set<Long> best = new HashSet<>();
    double highest = Double.NEGATIVE_INFINITY;
    Set<Long> event = new TreeSet<>();
    long one = 0;
    long other = 0;
    for (long outcome : outcomes) {
      event.add(outcome);
      one += with.getOrDefault(outcome, 0);
      other += without.getOrDefault(outcome, 0);
      double least = one - CERTAINTY * Math.sqrt((double) one) - delta * tries;
      double bound =
          Math.log(Math.max(least, 1e-9) / (other + CERTAINTY * Math.sqrt((double) other) + 8));
      if (one >= EVENT_LEAST && bound > highest) {
        highest = bound;
        best = new HashSet<>(event);
      }
    }
    return best;
  }
}
