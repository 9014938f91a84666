package dev.mien.engine.statistics;

import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether arms received the sessions they were planned to: where they did not, nothing that is read
 * from them can be trusted. Arms of weight 0 are left out, and count for no degree of freedom.
 */
public final class SampleRatio {
  /** Below which a check that is looked at once raises the alarm. */
  public static final double ALARM = 0.001;

  /**
   * The mass of the prior around the plan that suits checks from a thousand sessions on: small
   * masses expect gross mismatches, large ones slight ones.
   */
  public static final double CONCENTRATION = 10_000;

  private SampleRatio() {}

  /** Of one look: Pearson's chi-square against the plan. */
  public record Fixed(double chiSquare, int degrees, double p) {}

  /**
   * Of a look among any number: the odds for a mismatch (M. Lindon, A. Malek, Anytime-Valid
   * Inference for Multinomial Count Data, 2022).
   *
   * @param p of this look alone; the p-value of all looks is the least of them
   */
  public record Sequential(double logOdds, double p) {}

  /**
   * One look at the counts.
   *
   * @param weights of the plan, in any unit
   */
  public static Fixed fixed(double[] counts, double[] weights) {
    int[] arms = planned(counts, weights);
    double total = IntStream.of(arms).mapToDouble(arm -> counts[arm]).sum();
    double weight = IntStream.of(arms).mapToDouble(arm -> weights[arm]).sum();
    double sum = 0;
    if (total > 0) {
      for (int arm : arms) {
        double expected = total * weights[arm] / weight;
        sum += (counts[arm] - expected) * (counts[arm] - expected) / expected;
      }
    }
    int degrees = Math.max(0, arms.length - 1);
    return new Fixed(sum, degrees, degrees == 0 ? 1 : Tails.chiSquare(sum, degrees));
  }

  /** A look among any number of them. */
  public static Sequential sequential(double[] counts, double[] weights, double concentration) {
    if (!(concentration > 0)) {
      throw new IllegalArgumentException("a prior has a mass above 0; got " + concentration);
    }
    int[] arms = planned(counts, weights);
    double total = IntStream.of(arms).mapToDouble(arm -> counts[arm]).sum();
    double weight = IntStream.of(arms).mapToDouble(arm -> weights[arm]).sum();
    double log = Gamma.logGamma(concentration) - Gamma.logGamma(concentration + total);
    for (int arm : arms) {
      double share = weights[arm] / weight;
      double prior = concentration * share;
      log +=
          Gamma.logGamma(prior + counts[arm])
              - Gamma.logGamma(prior)
              - counts[arm] * Math.log(share);
    }
    return new Sequential(log, Math.min(1, Math.exp(-log)));
  }

  private static int[] planned(double[] counts, double[] weights) {
    if (counts.length != weights.length) {
      throw new IllegalArgumentException(
          "each arm has a weight; got " + counts.length + " arms and " + weights.length);
    }
    for (int arm = 0; arm < counts.length; arm++) {
      if (!(counts[arm] >= 0 && weights[arm] >= 0)) {
        throw new IllegalArgumentException(
            "counts and weights are not negative; got "
                + counts[arm]
                + " and "
                + weights[arm]
                + " for arm "
                + arm);
      }
    }
    return IntStream.range(0, counts.length).filter(arm -> weights[arm] > 0).toArray();
  }
}
