package dev.mien.engine.counts;

import java.io.IOException;
import java.util.Map;

/**
 * Where counts of one kind outlive all nodes. What is kept only grows: joining takes the greater of
 * each count, so it does no harm to keep something twice, late, or from two nodes at once. Blocks,
 * at most about a second; for any number of threads.
 */
public interface VectorStore {
  /**
   * Joins vectors to what is kept: all of them, or none.
   *
   * @throws IOException if they could not be kept, or if that is not certain
   */
  void joinVectors(Map<CountKey, CountVector> vectors) throws IOException;

  /** What is kept of the counts that are asked for; of each vector only the cells asked for. */
  Map<CountKey, CountVector> vectors(Asked asked) throws IOException;

  /**
   * Adds up what all sources have counted on each day (UTC) that ended before an hour, so that a
   * month of many sources and hours stays small: as {@link Source#FOLDED}, in the hour that {@link
   * Source#foldedHour} says. What is joined to such a day later is left out. Does a part of it
   * where there is much, each hour once, whoever else folds at the time or breaks off half-way.
   *
   * @return the hour before which all is folded now
   * @throws IOException if a part could not be folded, or if that is not certain
   */
  long fold(long beforeHour) throws IOException;

  /** Lets go of what was counted before an hour. */
  void forget(long beforeHour) throws IOException;
}
