package dev.mien.api.metrics;

import dev.mien.api.metrics.Meters.HalfKeyCall;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Half-keys, with the time that each call takes, also of those that fail. */
public final class MeteredHalfKeys implements HalfKeys {
  private final HalfKeys halfKeys;
  private final Meters meters;

  public MeteredHalfKeys(HalfKeys halfKeys, Meters meters) {
    this.halfKeys = halfKeys;
    this.meters = meters;
  }

  @Override
  public CompletionStage<Entry> find(Handle handle) {
    return timed(HalfKeyCall.FIND, System.nanoTime(), halfKeys.find(handle));
  }

  @Override
  public CompletionStage<Kept> look(Handle handle) {
    return timed(HalfKeyCall.LOOK, System.nanoTime(), halfKeys.look(handle));
  }

  @Override
  public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
    return timed(HalfKeyCall.BEGIN, System.nanoTime(), halfKeys.begin(handle, key, lease));
  }

  @Override
  public CompletionStage<Void> renew(Handle handle, Duration lease) {
    return timed(HalfKeyCall.RENEW, System.nanoTime(), halfKeys.renew(handle, lease));
  }

  @Override
  public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
    return timed(HalfKeyCall.RAISE, System.nanoTime(), halfKeys.raise(handle, fromVersion, lease));
  }

  @Override
  public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
    return timed(HalfKeyCall.ERASE, System.nanoTime(), halfKeys.erase(handle, tombstone));
  }

  private <T> CompletionStage<T> timed(HalfKeyCall call, long from, CompletionStage<T> stage) {
    // What is known at once is counted at once.
    if (stage instanceof CompletableFuture<T> future && future.isDone()) {
      meters.halfKey(call, System.nanoTime() - from);
      return stage;
    }
    return stage.whenComplete((_, _) -> meters.halfKey(call, System.nanoTime() - from));
  }
}
