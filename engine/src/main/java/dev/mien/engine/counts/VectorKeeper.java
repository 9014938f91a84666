package dev.mien.engine.counts;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Keeps in the store what all nodes have counted of one kind, those that have died included. For
 * one thread.
 */
public final class VectorKeeper {
  /** The most cells that are kept in one step. */
  private static final int CELLS_MAX = 2_000;

  private final Vectors vectors;
  private final VectorStore store;
  private final Periods periods;
  private final Kept<CountKey, CountVector> kept;
  private long forgottenHour;
  private long foldedHour = Long.MIN_VALUE;

  /**
   * How long counts are kept.
   *
   * @param hourly how long by hour and source; after that they are by day
   * @param all how long at all
   */
  public record Periods(Duration hourly, Duration all) {
    public Periods {
      if (hourly.compareTo(all) > 0) {
        throw new IllegalArgumentException("hours are kept no longer than all; got " + hourly);
      }
    }
  }

  public VectorKeeper(Vectors vectors, VectorStore store, Periods periods) {
    this.vectors = vectors;
    this.store = store;
    this.periods = periods;
    this.kept = new Kept<>(CountVector::total, store::joinVectors);
  }

  /** Keeps what has grown: of the last two hours, or of all that is in memory anywhere. */
  void keep(long hour, Spread.Extent extent) throws IOException {
    boolean all = extent == Spread.Extent.ALL;
    Known<Map<CountKey, CountVector>> known =
        vectors.live(key -> all || key.hour() >= hour - 1 || !kept.has(key));
    kept.keep(known.value(), vector -> vector.counts().size(), CELLS_MAX);
    if (all && known.missing().isEmpty()) {
      kept.retain(known.value().keySet());
    }
  }

  /**
   * Lets go of what was kept for long enough, once an hour; then folds what need not be by hour any
   * more, some of it in each round until all is.
   */
  void forget(long hour) throws IOException {
    if (hour != forgottenHour) {
      store.forget(hour - periods.all().toHours());
      forgottenHour = hour;
    }
    long before = Source.firstHour(hour - periods.hourly().toHours());
    if (foldedHour < before && periods.hourly().compareTo(periods.all()) < 0) {
      foldedHour = store.fold(before);
    }
  }
}
