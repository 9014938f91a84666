package dev.mien.engine.pattern;

import dev.mien.engine.counts.HourlyCounts;
import dev.mien.engine.counts.LiveCounts;
import dev.mien.engine.counts.SharedVectors;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorKeeper;
import dev.mien.engine.counts.VectorStore;
import dev.mien.engine.counts.VectorTeller;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.vocabulary.Vocabulary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The patterns that this process counts, by edition and by the hour in which a session was counted.
 * For any number of threads; to count is an increment, and waits for nobody.
 */
public final class PatternCounts {
  /** Exact counts are let go once they have been released, or it is too late for that. */
  private static final Duration KEPT = Duration.ofHours(26);

  public static final VectorKeeper.Periods PERIODS = new VectorKeeper.Periods(KEPT, KEPT);

  private final HourlyCounts<Vocabulary, PatternCells> hourly;

  /**
   * @param sources draws a source nobody has drawn before
   */
  public PatternCounts(InstantSource clock, Supplier<Source> sources) {
    this.hourly = new HourlyCounts<>(clock, sources, PatternCells::new);
  }

  /** The patterns of one edition in one hour. */
  public static final class Running {
    private final LiveCounts<Vocabulary, PatternCells> counts;

    private Running(LiveCounts<Vocabulary, PatternCells> counts) {
      this.counts = counts;
    }

    /** Counts a session that has this combination in the grid at a place. */
    public void met(int grid, int cell) {
      counts.add(grid, counts.layout().sessions(grid, cell), 1);
    }

    /**
     * Counts a session that has reached goals after it was counted.
     *
     * @param goals their places in the grid, as bits
     */
    public void reached(int grid, int cell, int goals) {
      for (int left = goals; left != 0; left &= left - 1) {
        int goal = Integer.numberOfTrailingZeros(left);
        counts.add(grid, counts.layout().reached(grid, cell, goal), 1);
      }
    }
  }

  /**
   * What patterns of an edition count in.
   *
   * @param hour in which the session was counted, since the epoch
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
