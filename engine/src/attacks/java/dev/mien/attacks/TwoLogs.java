package dev.mien.attacks;

import dev.mien.attacks.LogMatcher.Beside;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds the visitors of one third party in the log of another. */
final class TwoLogs implements Attack {
  static final String NAME = "two-logs";

  private static final int EPOCHS = 4;
  private static final double MATCHED_MAX = 0.001;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "what two third parties were shown of the same visitors in 4 epochs, and all"
        + " frequencies";
  }

  @Override
  public List<Row> run(Setup setup) {
    int visitors = setup.either(2_000, 10_000);
    Exposings exposings = new Exposings(setup);
    double shipped = matched(setup, exposings.underTest(), visitors);
    // A share of so few is known only as far as chance allows.
    double allowed = MATCHED_MAX + 3 * Math.sqrt(MATCHED_MAX / visitors);
    return List.of(
        new Row(
            NAME,
            "of %,d shared visitors, matched by the best matcher, first choice".formatted(visitors),
            "≤ 0.1 %" + (setup.isFull() ? "" : " and what chance adds"),
            percent(shipped),
            "chance %s; like Topics %s; all segments %s"
                .formatted(
                    percent(1.0 / visitors),
                    percent(matched(setup, exposings.likeTopics(), visitors)),
                    percent(matched(setup, exposings.allSegments(), visitors))),
            Row.of(shipped <= (setup.isFull() ? MATCHED_MAX : allowed))));
  }

  private static double matched(Setup setup, Exposing exposing, int visitors) {
    RandomGenerator random = setup.random(NAME);
    Population population = new Population(random);
    long[][] one = new long[visitors][EPOCHS];
    long[][] other = new long[visitors][EPOCHS];
    for (int i = 0; i < visitors; i++) {
      double[] visitor = population.visitor(random);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        long segments = population.visit(visitor, random);
        int visit = i * EPOCHS + epoch;
        one[i][epoch] = exposing.shown(visit, 0, segments);
        other[i][epoch] = exposing.shown(visit, 1, segments);
      }
    }
    return LogMatcher.topOne(one, other, Beside.EACH_ITS_OWN, setup.random("ties"));
  }

  static String percent(double share) {
    return "%.2f %%".formatted(100 * share);
  }
}
