package dev.mien.engine.counts;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A cluster without other nodes, in which nothing needs to be told. */
public enum NobodyElse implements SharedCounts {
  INSTANCE;

  @Override
  public CompletionStage<Void> join(CountKey key, CountVector vector) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> join(ReachKey key, Bitmap bitmap) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Map<CountKey, CountVector>> vectors(Predicate<CountKey> wanted) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public CompletionStage<Map<ReachKey, Bitmap>> bitmaps(Set<ReachKey> keys) {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Override
  public boolean takesSnapshots() {
    return true;
  }
}
