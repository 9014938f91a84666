package dev.mien.engine.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** A cluster that never answers in time. */
final class SilentHalfKeys implements HalfKeys {
  @Override
  public CompletionStage<Entry> find(Handle handle) {
    return silence();
  }

  @Override
  public CompletionStage<Kept> look(Handle handle) {
    return silence();
  }

  @Override
  public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
    return silence();
  }

  @Override
  public CompletionStage<Void> renew(Handle handle, Duration lease) {
    return silence();
  }

  @Override
  public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
    return silence();
  }

  @Override
  public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
    return silence();
  }

  private static <T> CompletionStage<T> silence() {
    return CompletableFuture.failedFuture(new UnansweredException(new TimeoutException()));
  }
}
