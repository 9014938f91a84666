package dev.mien.engine.crowd;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * What all nodes have told each other of crowds lately. What is told is joined to what is there, so
 * it may be told again. For any number of threads.
 */
public interface SharedCrowds {
  /**
   * Tells others which tokens were met.
   *
   * @return ends within a second, and fails where it is not certain whether they were told
   */
  CompletionStage<Void> join(CrowdKey key, Tokens tokens);

  /**
   * From now on {@code listener} hears of all that is told, mostly soon after; some of it may be
   * lost. It is called on a thread that is not to be kept.
   */
  void listen(BiConsumer<CrowdKey, Tokens> listener);

  /**
   * All that was told in about the last day.
   *
   * @return ends within a second or two, and fails where the cluster does not answer by then
   */
  CompletionStage<Map<CrowdKey, Tokens>> all();

  /**
   * Whether this node is the one to keep crowds. In a split there is one on each side, and for a
   * moment there may be two or none; keeping twice does no harm.
   */
  boolean takesSnapshots();
}
