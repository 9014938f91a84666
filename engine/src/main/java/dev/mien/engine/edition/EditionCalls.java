package dev.mien.engine.edition;

import java.util.Optional;

/**
 * What other nodes may ask of this one: the receiving side of {@link EditionPeers}. For any number
 * of threads.
 */
public interface EditionCalls {
  /** Loads an edition that is kept, and holds it ready. Blocks, at most 800 ms. */
  void prepare(long number);

  /** Puts an edition in force that is kept, at once if it is held ready, else when it is loaded. */
  void putInForce(long number);

  /** The number of the edition in force. */
  long newest();

  /** An edition that this node has, in memory or in its data folder. May read a file. */
  Optional<StoredEdition> fetch(long number);
}
