package dev.mien.engine.fit;

import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.Ranking;
import dev.mien.engine.statistics.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one column can tell by itself.
 *
 * @param column its name
 * @param auc on sessions that were not fitted
 * @param certain the share of all sessions with the outcome whose code next to no other session has
 */
public record Alone(String column, double auc, double certain) {
  private static final double NEXT_TO_ALL = 0.99;
  private static final int SESSIONS_MIN = 30;

  /** Of each column, the most telling first. */
  static List<Alone> of(Patterns fitted, Patterns heldOut) {
    double[][] evidence = WeightsOfEvidence.of(fitted);
    List<Alone> all = new ArrayList<>();
    for (int column = 0; column < evidence.length; column++) {
      long[][] held = heldOut.byCode(column);
      double[] probabilities = new double[held.length];
      double[] positives = new double[held.length];
      double[] negatives = new double[held.length];
      for (int code = 0; code < held.length; code++) {
        probabilities[code] = Logistic.sigmoid(evidence[column][code]);
        positives[code] = held[code][1];
        negatives[code] = held[code][0] - held[code][1];
      }
      double auc = Ranking.of(Scores.of(probabilities, positives, negatives)).auc().value();
      String name = fitted.columns().get(column).name();
      all.add(new Alone(name, auc, certain(fitted.byCode(column), fitted)));
    }
    all.sort(Comparator.comparingDouble(Alone::auc).reversed());
    return List.copyOf(all);
  }

  private static double certain(long[][] counts, Patterns patterns) {
    double certain = 0;
    for (long[] count : counts) {
      if (count[0] >= SESSIONS_MIN && count[1] >= NEXT_TO_ALL * count[0]) {
        certain += count[1];
      }
    }
    return patterns.rate() > 0.5 ? 0 : certain / patterns.positives();
  }
}
