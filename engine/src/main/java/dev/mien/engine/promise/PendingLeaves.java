package dev.mien.engine.promise;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where the members of a cluster hold leaves that the database could not take, so that they outlive
 * the member that made them. For any number of threads; all stages end by a deadline of the
 * adapter.
 */
public interface PendingLeaves {
  /** How many leaves are held. */
  int MOST = 100_000;

  /**
   * Holds a leaf.
   *
   * @return the leaf that is held of its subject, which may be an earlier one; fails if that is not
   *     certain or {@link #MOST} are held
   */
  CompletionStage<Leaf> hold(Leaf leaf);

  /** Some of those that are held. */
  CompletionStage<List<Leaf>> some(int most);

  /** Lets go of leaves that stand in the log. */
  CompletionStage<Void> release(List<Leaf> leaves);
}
