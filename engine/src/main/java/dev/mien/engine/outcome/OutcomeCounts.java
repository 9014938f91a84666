package dev.mien.engine.outcome;

import dev.mien.engine.counts.HourlyCounts;
import dev.mien.engine.counts.LiveCounts;
import dev.mien.engine.counts.SharedVectors;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorStore;
import dev.mien.engine.counts.VectorTeller;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.outcome.OutcomeCells.Place;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.vocabulary.Vocabulary;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The outcomes that this process counts, by edition and by the hour in which what they are credited
 * to was shown first. For any number of threads; to count is an increment and some dozen bytes, and
 * waits for nobody.
 */
public final class OutcomeCounts {
  private static final double WHOLE_BASIS_POINTS = 10_000;

  private final HourlyCounts<Vocabulary, OutcomeCells> hourly;

  /**
   * @param sources draws a source nobody has drawn before
   */
  public OutcomeCounts(InstantSource clock, Supplier<Source> sources) {
    this.hourly = new HourlyCounts<>(clock, sources, OutcomeCells::new);
  }

  /** The outcomes of one edition in one hour. */
  public static final class Running {
    private final LiveCounts<Vocabulary, OutcomeCells> counts;

    private Running(LiveCounts<Vocabulary, OutcomeCells> counts) {
      this.counts = counts;
    }

    /**
     * Counts a session that is shown something for the first time.
     *
     * @param slot its position
     * @param offer its place among the slot's offers; -1 if none fills it, or would
     * @param variant its place among the variants of the offer
     */
    public void shown(int slot, Kind kind, int offer, int variant) {
      OutcomeCells cells = counts.layout();
      counts.add(cells.part(slot), cells.sessions(new Place(slot, kind, offer, variant)), 1);
    }

    /**
     * Adds what a session stands for that a variant was drawn for by what was learned.
     *
     * @param propensityBasisPoints the probability it was drawn with, above 0
     */
    public void drawn(int slot, int offer, int variant, int propensityBasisPoints) {
      OutcomeCells cells = counts.layout();
      counts.add(
          cells.part(slot),
          cells.propensity(new Place(slot, Kind.VARIANT, offer, variant)),
          Math.round(WHOLE_BASIS_POINTS * WHOLE_BASIS_POINTS / propensityBasisPoints));
    }

    /**
     * Counts a session that has reached goals after it was shown something.
     *
     * @param goals their places, as bits
     */
    public void reached(int slot, Kind kind, int offer, int variant, int goals) {
      OutcomeCells cells = counts.layout();
      for (int left = goals; left != 0; left &= left - 1) {
        int goal = Integer.numberOfTrailingZeros(left);
        counts.add(cells.part(slot), cells.reached(new Place(slot, kind, offer, variant), goal), 1);
      }
    }

    /**
     * Counts a session in a watched score.
     *
     * @param watched its place among those
     * @param place in its bins
     */
    public void scored(int watched, int place) {
      counts.add(counts.layout().partOfScore(watched), place, 1);
    }

    /** Counts that a session which a watched score has counted reached what it predicts. */
    public void cameTrue(int watched, int place) {
      counts.add(counts.layout().partOfScore(watched), OutcomeCells.reached(place), 1);
    }
  }

  /**
   * What outcomes of an edition count in.
   *
   * @param hour in which what they are credited to was shown first, since the epoch
   */
  public Running running(long edition, Vocabulary vocabulary, long hour) {
    return new Running(hourly.of(edition, vocabulary, hour));
  }

  /** Tells other nodes of them. */
  public VectorTeller teller(SharedVectors shared) {
    return new VectorTeller(hourly, shared);
  }

  /** What is known of them anywhere. */
  public Vectors vectors(SharedVectors shared, VectorStore store) {
    return new Vectors(hourly, shared, store);
  }
}
