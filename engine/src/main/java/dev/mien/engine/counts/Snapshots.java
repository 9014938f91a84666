package dev.mien.engine.counts;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps in the store what all nodes have counted, those that have died included. A round every few
 * seconds, each for one thread: it keeps what has grown since it was last kept for certain, if this
 * node is the one to do it. What fails is kept in the next round.
 */
public final class Snapshots {
  private static final int BITMAPS_MAX = 500;

  /** Only a healed split adds to what is over, so that is looked at but now and then. */
  private static final int ROUNDS_BETWEEN_ALL = 6;

  /** Exact counts are let go once they have been released, or it is too late for that. */
  private static final VectorKeeper.Periods KEPT =
      new VectorKeeper.Periods(Duration.ofHours(26), Duration.ofHours(26));

  private final Counts counts;
  private final SharedCounts shared;
  private final InstantSource clock;
  private final List<VectorKeeper> vectors = new ArrayList<>();
  private final Kept<ReachKey, Bitmap> bitmaps;
  private long rounds;

  /**
   * @param more who keeps counts of another kind
   */
  public Snapshots(
      Counts counts,
      SharedCounts shared,
      CountStore store,
      InstantSource clock,
      VectorKeeper... more) {
    this.counts = counts;
    this.shared = shared;
    this.clock = clock;
    this.vectors.add(new VectorKeeper(counts.decisions(), store, KEPT));
    this.vectors.addAll(List.of(more));
    this.bitmaps = new Kept<>(Bitmap::count, store::joinBitmaps);
  }

  /**
   * One round. Blocks.
   *
   * @param reach the keys of what can be shown of reach
   * @throws IOException if the store cannot be written; then some of it may have been
   */
  public synchronized void round(Set<ReachKey> reach) throws IOException {
    if (!shared.takesSnapshots()) {
      return;
    }
    boolean all = rounds % ROUNDS_BETWEEN_ALL == 0;
    long hour = clock.millis() / CountKey.HOUR_MILLIS;
    for (VectorKeeper each : vectors) {
      each.keep(hour, all ? Spread.Extent.ALL : Spread.Extent.UNTOLD);
    }
    keepBitmaps(reach, all);
    for (VectorKeeper each : vectors) {
      each.forget(hour);
    }
    // A round that failed is made up for by one of the same kind.
    rounds++;
  }

  private void keepBitmaps(Set<ReachKey> reach, boolean all) throws IOException {
    long hour = clock.millis() / CountKey.HOUR_MILLIS;
    Set<ReachKey> growing = new HashSet<>(reach);
    growing.removeIf(key -> !all && key.hour() < hour - 1);
    bitmaps.keep(counts.liveBitmaps(growing).value(), _ -> 1, BITMAPS_MAX);
    bitmaps.retain(reach);
  }
}
