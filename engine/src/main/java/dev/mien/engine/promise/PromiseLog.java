package dev.mien.engine.promise;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where promises are put on record. Never blocks; for any number of threads. */
public interface PromiseLog {
  /**
   * Puts a promise on record.
   *
   * @return ends normally within two seconds, whatever happens, on another thread
   */
  CompletionStage<Logged> append(Leaf leaf);

  /** No log: for replays and measurements, whose sessions are nobody's. */
  static PromiseLog none() {
    return _ -> CompletableFuture.completedFuture(new Logged.Unlogged());
  }
}
