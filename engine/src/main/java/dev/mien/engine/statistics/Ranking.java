package dev.mien.engine.statistics;

/**
 * How well probabilities order sessions, whatever their level.
 *
 * @param auc the chance that a session in which it came true was given more than one in which it
 *     did not, ties counted half; its error after E. DeLong, D. DeLong and D. Clarke-Pearson,
 *     Comparing the Areas under Two or More Correlated ROC Curves, Biometrics 44 (1988)
 * @param prAuc the average precision: over all thresholds, precision weighted by the recall that is
 *     gained there. To be read beside the base rate, which is what no order at all reaches.
 */
public record Ranking(Estimate auc, double prAuc) {

  /** Of scores with at least one session of either outcome. */
  public static Ranking of(Scores scores) {
    double positives = scores.positives();
    double negatives = scores.negatives();
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          "an order is judged by sessions of both outcomes; got "
              + positives
              + " in which it came true and "
              + negatives
              + " in which it did not");
    }
    return new Ranking(auc(scores, positives, negatives), averagePrecision(scores, positives));
  }

  private static Estimate auc(Scores scores, double positives, double negatives) {
    double below = 0;
    double sum = 0;
    for (int at = 0; at < scores.size(); at++) {
      sum += scores.positives(at) * (below + scores.negatives(at) / 2);
      below += scores.negatives(at);
    }
    double auc = sum / positives / negatives;
    double positivesBelow = 0;
    double negativesBelow = 0;
    double ofPositives = 0;
    double ofNegatives = 0;
    for (int at = 0; at < scores.size(); at++) {
      double placed = (negativesBelow + scores.negatives(at) / 2) / negatives;
      ofPositives += scores.positives(at) * (placed - auc) * (placed - auc);
      double above = (positives - positivesBelow - scores.positives(at) / 2) / positives;
      ofNegatives += scores.negatives(at) * (above - auc) * (above - auc);
      positivesBelow += scores.positives(at);
      negativesBelow += scores.negatives(at);
    }
    double variance =
        ofPositives / Math.max(1, positives - 1) / positives
            + ofNegatives / Math.max(1, negatives - 1) / negatives;
    return new Estimate(auc, Math.sqrt(variance));
  }

  private static double averagePrecision(Scores scores, double positives) {
    double hits = 0;
    double shown = 0;
    double sum = 0;
    for (int at = scores.size() - 1; at >= 0; at--) {
      hits += scores.positives(at);
      shown += scores.sessions(at);
      sum += scores.positives(at) / positives * (hits / shown);
    }
    return sum;
  }
}
