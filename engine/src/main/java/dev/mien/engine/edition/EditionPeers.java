package dev.mien.engine.edition;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The other nodes, as far as editions are concerned. They speed up what the store makes certain:
 * whatever does not reach them they find by asking the store themselves. Nothing here fails; a node
 * that is away, or hangs, is left out when the deadline of the call has passed. For any number of
 * threads.
 */
public interface EditionPeers {
  /**
   * Has the others load an edition that is kept, and hold it ready. Blocks until they have, at most
   * 800 ms.
   */
  void prepare(long number);

  /** Has the others put an edition in force that is kept. Does not wait for it. */
  void putInForce(long number);

  /** The highest number that is in force on another node; empty if none of them answers. */
  CompletionStage<OptionalLong> newest();

  /** An edition, from whichever node has it; empty if none can give it. Blocks, at most 2 s. */
  Optional<StoredEdition> fetch(long number);

  /** Nobody: the peers of a node that is alone. */
  static EditionPeers none() {
    return new EditionPeers() {
      @Override
      public void prepare(long number) {}

      @Override
      public void putInForce(long number) {}

      @Override
      public CompletionStage<OptionalLong> newest() {
        return CompletableFuture.completedFuture(OptionalLong.empty());
      }

      @Override
      public Optional<StoredEdition> fetch(long number) {
        return Optional.empty();
      }
    };
  }
}
