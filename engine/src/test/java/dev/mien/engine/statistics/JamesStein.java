package dev.mien.engine.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Means of the same variance, drawn towards their own mean (B. Efron, C. Morris, Stein's Paradox in
 * Statistics, Scientific American 236, 1977); never beyond it.
 *
 * @param kept which share of its distance each keeps
 */
public record JamesStein(double mean, double kept, List<Double> shrunk) {
  public JamesStein {
    shrunk = List.copyOf(shrunk);
  }

  /** Of at least four means; fewer are left as they are. */
  public static JamesStein of(double[] means, double variance) {
    double mean = Arrays.stream(means).average().orElseThrow();
    double apart = Arrays.stream(means).map(one -> (one - mean) * (one - mean)).sum();
    double kept = means.length < 4 ? 1 : 0;
    if (means.length >= 4 && apart > 0) {
      kept = Math.max(0, 1 - (means.length - 3) * variance / apart);
    }
    double share = kept;
    return new JamesStein(
        mean, kept, Arrays.stream(means).map(one -> mean + share * (one - mean)).boxed().toList());
  }
}
