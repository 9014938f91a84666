package dev.mien.engine.counts;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Where counts outlive all nodes. What is kept only grows: joining takes the greater of each count,
 * so it does no harm to keep something twice, late, or from two nodes at once. Blocks, at most
 * about a second; for any number of threads.
 */
public interface CountStore extends VectorStore {
  /**
   * Joins bitmaps to what is kept, one after the other.
   *
   * @throws IOException if not all could be kept, or if that is not certain
   */
  void joinBitmaps(Map<ReachKey, Bitmap> bitmaps) throws IOException;

  /** What is kept of {@code keys}. */
  Map<ReachKey, Bitmap> bitmaps(Set<ReachKey> keys) throws IOException;
}
