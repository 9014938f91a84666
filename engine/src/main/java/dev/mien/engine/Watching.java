package dev.mien.engine;

import dev.mien.engine.decision.Showing;
import dev.mien.engine.drift.ScoreBins;
import dev.mien.engine.index.ThreadMatchers;
import dev.mien.engine.session.Turn;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.engine.vocabulary.WatchedScore;
import dev.mien.segments.model.Score;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Where a session counts in the scores that are watched: once in each, and then no more. */
final class Watching {
  private Watching() {}

  /** Counts it in those that it was not counted in, as soon as all that they ask may be asked. */
  static void count(
      DecideRequest request, Turn turn, Showing showing, Supplier<RandomGenerator> random) {
    Vocabulary vocabulary = request.vocabulary();
    List<WatchedScore> watched = vocabulary.watchedScores();
    for (int i = 0; i < watched.size(); i++) {
      WatchedScore one = watched.get(i);
      if (showing.isDue(one) && !turn.dropped(vocabulary).get(one.segment())) {
        Score score =
            vocabulary.model().segments().get(one.segment()).scored().orElseThrow().score();
        int points = ThreadMatchers.points(request.edition().index(), one.score(), turn.facts());
        double probability = score.probability((long) score.base() + points);
        showing.count(one, ScoreBins.place(probability, random.get().nextDouble()));
      }
    }
  }
}
