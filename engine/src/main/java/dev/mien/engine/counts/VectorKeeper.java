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
  private final Duration period;
  private final Kept<CountKey, CountVector> kept;
  private long forgottenHour;

  /**
   * @param period how long it is kept
   */
  public VectorKeeper(Vectors vectors, VectorStore store, Duration period) {
    this.vectors = vectors;
    this.store = store;
    this.period = period;
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

  /** Lets go of what was kept for long enough; once an hour. */
  void forget(long hour) throws IOException {
    if (hour != forgottenHour) {
      store.forget(hour - period.toHours());
      forgottenHour = hour;
    }
  }
}
