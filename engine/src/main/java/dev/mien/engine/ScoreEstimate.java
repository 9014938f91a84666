package dev.mien.engine;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.drift.Predicted;
import dev.mien.engine.drift.ScoreBins;
import dev.mien.engine.drift.ScoreCounts;
import dev.mien.engine.drift.ScoreReadout;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.ScoredBin;
import dev.mien.engine.outcome.ScoredBin.Measure;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Subject;
import dev.mien.engine.vocabulary.ScoredSegment;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.engine.vocabulary.WatchedScore;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether the scores of an edition still hold, as what was released of their bins tells. A score
 * that was changed begins anew: only sessions that it was asked about as it stands count for it.
 */
public final class ScoreEstimate {
  private final Vocabulary vocabulary;
  private final Map<String, ScoreCounts> now;
  private final Map<String, ScoreCounts> before;
  private final int minimum;

  private ScoreEstimate(Edition edition, Released released, int minimum) {
    this.vocabulary = edition.vocabulary();
    this.now = counts(released.now());
    this.before = counts(released.before());
    this.minimum = minimum;
  }

  /**
   * What was released, each of all its hours together.
   *
   * @param now in the hours that are asked about
   * @param before in as many hours before them
   */
  public record Released(List<Sum> now, List<Sum> before) {
    public Released {
      now = List.copyOf(now);
      before = List.copyOf(before);
    }
  }

  /** What can be said of the score of a segment. */
  public sealed interface Found {
    String segment();

    /** It was read out. */
    record Read(String segment, ScoreReadout readout) implements Found {}

    /** Fewer sessions than may be shown were released of it. */
    record Withheld(String segment, String goal) implements Found {}

    /** It names no goal, so that nothing can come true. */
    record Aimless(String segment) implements Found {}

    /** As many as are watched come before it. */
    record Beyond(String segment, String goal) implements Found {}
  }

  /**
   * All scored segments of an edition.
   *
   * @param minimum what is below it is withheld
   */
  public static List<Found> of(Edition edition, Released released, int minimum) {
    ScoreEstimate estimate = new ScoreEstimate(edition, released, minimum);
    return edition.vocabulary().scoredSegments().stream().map(estimate::found).toList();
  }

  private Found found(ScoredSegment scored) {
    Model model = vocabulary.model();
    Segment segment = model.segments().get(scored.segment());
    String name = segment.name().text();
    Score score = segment.scored().orElseThrow().score();
    OptionalInt predicted = score.goal();
    if (predicted.isEmpty()) {
      return new Found.Aimless(name);
    }
    String goal = vocabulary.eventAt(predicted.getAsInt()).name().text();
    Optional<WatchedScore> watched =
        vocabulary.watchedScores().stream()
            .filter(one -> one.segment() == scored.segment())
            .findFirst();
    if (watched.isEmpty()) {
      return new Found.Beyond(name, goal);
    }
    ScoreCounts counted = now.get(watched.get().identity());
    if (counted == null || counted.sessions() < minimum) {
      return new Found.Withheld(name, goal);
    }
    Score.Calibration calibration = score.calibration();
    return new Found.Read(
        name,
        ScoreReadout.of(
            new Predicted(name, goal, calibration.slope(), calibration.intercept()),
            counted,
            Optional.ofNullable(before.get(watched.get().identity())),
            minimum));
  }

  /** By what scores are known by. */
  private static Map<String, ScoreCounts> counts(List<Sum> released) {
    Map<String, Numbers> numbers = new HashMap<>();
    for (Sum sum : released) {
      if (sum.subject() instanceof Subject.Way(Cell cell)) {
        ScoredBin.of(cell)
            .ifPresent(
                bin -> numbers.computeIfAbsent(bin.identity(), _ -> new Numbers()).take(bin, sum));
      }
    }
    Map<String, ScoreCounts> counts = new HashMap<>();
    numbers.forEach((identity, of) -> counts.put(identity, of.counts()));
    return counts;
  }

  /** The numbers of one score as they come. */
  private static final class Numbers {
    private final List<Double> places = zeros(ScoreBins.PLACES);
    private final List<Double> came = zeros(ScoreBins.COUNT);
    private double noise;

    private static List<Double> zeros(int count) {
      return new ArrayList<>(Collections.nCopies(count, 0.0));
    }

    void take(ScoredBin bin, Sum sum) {
      List<Double> of = bin.measure() == Measure.SESSIONS ? places : came;
      of.set(bin.number(), (double) sum.value());
      noise = Math.max(noise, ExperimentEstimate.variance(sum));
    }

    ScoreCounts counts() {
      return new ScoreCounts(places, came, noise);
    }
  }
}
