package dev.mien.engine.counts;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What all nodes have told each other of their counts, as far as this one can see. What is told is
 * joined to what is there, so it may be told again. For any number of threads.
 *
 * <p>Each stage ends within a second or two, and fails where the cluster does not answer by then,
 * or this node is not part of it; then it is not certain whether others were told.
 */
public interface SharedCounts extends SharedVectors {
  /** Tells others which tokens a segment has met. */
  CompletionStage<Void> join(ReachKey key, Bitmap bitmap);

  /** What there is of {@code keys}. */
  CompletionStage<Map<ReachKey, Bitmap>> bitmaps(Set<ReachKey> keys);

  /**
   * Whether this node is the one to take snapshots. In a split there is one on each side, and for a
   * moment there may be two or none; taking a snapshot twice does no harm.
   */
  boolean takesSnapshots();
}
