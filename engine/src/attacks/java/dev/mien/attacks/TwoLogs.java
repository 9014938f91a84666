package dev.mien.attacks;

import dev.mien.attacks.LogMatcher.Beside;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds the visitors of one third party in the log of another. */
final class TwoLogs implements Attack {
  static final String NAME = "two-logs";

  private static final int EPOCHS = 4;

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
    return List.of(
        matched(setup, exposings.underTest(), visitors)
            .row(
                setup,
                NAME,
                "of %,d shared visitors, matched by the best matcher, first choice"
                    .formatted(visitors),
                "like Topics %s; all segments %s"
                    .formatted(
                        matched(setup, exposings.likeTopics(), visitors).words(),
                        matched(setup, exposings.allSegments(), visitors).words())));
  }

  private static MatchedShare matched(Setup setup, Exposing exposing, int visitors) {
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
    return new MatchedShare(
        LogMatcher.topOne(one, other, Beside.EACH_ITS_OWN, setup.random("ties")), visitors);
  }
}
