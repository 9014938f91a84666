package dev.mien.engine.counts;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What all nodes have told each other of counts of one kind, as far as this one can see. What is
 * told is joined to what is there, so it may be told again. For any number of threads.
 *
 * <p>Each stage ends within a second or two, and fails where the cluster does not answer by then,
 * or this node is not part of it; then it is not certain whether others were told.
 */
public interface SharedVectors {
  /** Tells others what a source has counted. */
  CompletionStage<Void> join(CountKey key, CountVector vector);

  /** What sources have counted in about the last day, of the keys that are wanted. */
  CompletionStage<Map<CountKey, CountVector>> vectors(Predicate<CountKey> wanted);
}
