package dev.mien.engine.statistics;

import java.util.List;

/**
 * Effects of several groups, taken as drawn around a common one (R. DerSimonian, N. Laird,
 * Meta-analysis in Clinical Trials, 1986).
 *
 * @param fixed the common effect if there were but one
 * @param q how far the groups lie apart, by their errors: chi-square if there were but one
 * @param between the variance of effects between groups
 * @param pooled the common effect
 * @param shrunk each group's effect, drawn towards the common one by what of its distance is noise;
 *     with the error of its own belief
 */
public record RandomEffects(
    double fixed, double q, double between, Estimate pooled, List<Estimate> shrunk) {
  public RandomEffects {
    shrunk = List.copyOf(shrunk);
  }

  /**
   * Estimates the common effect.
   *
   * @param groups with errors above 0 and finite
   */
  public static RandomEffects of(List<Estimate> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("there is no common effect of no groups");
    }
    double weights = 0;
    double squares = 0;
    double sum = 0;
    for (Estimate group : groups) {
      double weight = weight(group, 0);
      weights += weight;
      squares += weight * weight;
      sum += weight * group.value();
    }
    double fixed = sum / weights;
    double q = 0;
    for (Estimate group : groups) {
      q += weight(group, 0) * (group.value() - fixed) * (group.value() - fixed);
    }
    double room = weights - squares / weights;
    double between = room > 0 ? Math.max(0, (q - (groups.size() - 1)) / room) : 0;
    double total = 0;
    double pooled = 0;
    for (Estimate group : groups) {
      total += weight(group, between);
      pooled += weight(group, between) * group.value();
    }
    Estimate common = new Estimate(pooled / total, Math.sqrt(1 / total));
    return new RandomEffects(
        fixed,
        q,
        between,
        common,
        groups.stream().map(group -> shrink(group, common, between)).toList());
  }

  private static double weight(Estimate group, double between) {
    double variance = group.error() * group.error();
    if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a group's error is above 0 and finite; got " + group.error());
    }
    return 1 / (variance + between);
  }

  /** The error holds what the common effect is unsure of, as far as it is leaned on. */
  private static Estimate shrink(Estimate group, Estimate common, double between) {
    double variance = group.error() * group.error();
    double kept = between / (between + variance);
    double leant = (1 - kept) * common.error();
    return new Estimate(
        common.value() + kept * (group.value() - common.value()),
        Math.sqrt(kept * variance + leant * leant));
  }

  /** Which share of the distances between groups is not noise, from 0 to 1. */
  public double heterogeneity() {
    return q > 0 ? Math.max(0, (q - (shrunk.size() - 1)) / q) : 0;
  }

  /** The p-value of all groups having the same effect. */
  public double p() {
    return Tails.chiSquare(q, shrunk.size() - 1);
  }
}
