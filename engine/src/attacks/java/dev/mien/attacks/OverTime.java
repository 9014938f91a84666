package dev.mien.attacks;

import dev.mien.attacks.LogMatcher.Beside;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds visitors again in the log of one third party, after they had cleared everything. */
final class OverTime implements Attack {
  static final String NAME = "over-time";

  private static final int EPOCHS = 6;
  private static final double MATCHED_MAX = 0.001;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "what one third party was shown of the same visitors in 6 epochs, and in 6 later ones";
  }

  @Override
  public List<Row> run(Setup setup) {
    int visitors = setup.either(1_500, 10_000);
    Exposings exposings = new Exposings(setup);
    double shipped = matched(setup, exposings.underTest(), visitors);
    double allowed = MATCHED_MAX + 3 * Math.sqrt(MATCHED_MAX / visitors);
    return List.of(
        new Row(
            NAME,
            "of %,d visitors, found again after 6 epochs, first choice".formatted(visitors),
            "≤ 0.1 %" + (setup.isFull() ? "" : " and what chance adds"),
            TwoLogs.percent(shipped),
            "chance %s; all segments %s"
                .formatted(
                    TwoLogs.percent(1.0 / visitors),
                    TwoLogs.percent(matched(setup, exposings.allSegments(), visitors))),
            Row.of(shipped <= (setup.isFull() ? MATCHED_MAX : allowed))));
  }

  private static double matched(Setup setup, Exposing exposing, int visitors) {
    RandomGenerator random = setup.random(NAME);
    Population population = new Population(random);
    long[][] earlier = new long[visitors][EPOCHS];
    long[][] later = new long[visitors][EPOCHS];
    for (int i = 0; i < visitors; i++) {
      double[] visitor = population.visitor(random);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        int visit = i * 2 * EPOCHS + epoch;
        earlier[i][epoch] = exposing.shown(visit, 0, population.visit(visitor, random));
        later[i][epoch] = exposing.shown(visit + EPOCHS, 0, population.visit(visitor, random));
      }
    }
    return LogMatcher.topOne(earlier, later, Beside.EACH_WITH_ALL, setup.random("ties"));
  }
}
