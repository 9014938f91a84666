package dev.mien.attacks;

import dev.mien.attacks.LogMatcher.Beside;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds visitors again in the log of one third party, after they had cleared everything. */
final class OverTime implements Attack {
  static final String NAME = "over-time";

  private static final int EPOCHS = 6;

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
    return List.of(
        matched(setup, exposings.underTest(), visitors)
            .row(
                setup,
                NAME,
                "of %,d visitors, found again after 6 epochs, first choice".formatted(visitors),
                "all segments " + matched(setup, exposings.allSegments(), visitors).words()));
  }

  private static MatchedShare matched(Setup setup, Exposing exposing, int visitors) {
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
    return new MatchedShare(
        LogMatcher.topOne(earlier, later, Beside.EACH_WITH_ALL, setup.random("ties")), visitors);
  }
}
