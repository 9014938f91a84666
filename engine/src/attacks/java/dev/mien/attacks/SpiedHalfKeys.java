package dev.mien.attacks;

import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Sees the half-keys that sessions begin with, as an attacker cannot.
 *
 * @param begun told of each once it is kept: one that was not begun in time nobody has
 */
record SpiedHalfKeys(HalfKeys honest, BiConsumer<Handle, HalfKey> begun) implements HalfKeys {
  @Override
  public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
    return honest.begin(handle, key, lease).thenAccept(_ -> begun.accept(handle, key));
  }

  @Override
  public CompletionStage<Entry> find(Handle handle) {
    return honest.find(handle);
  }

  @Override
  public CompletionStage<Kept> look(Handle handle) {
    return honest.look(handle);
  }

  @Override
  public CompletionStage<Void> renew(Handle handle, Duration lease) {
    return honest.renew(handle, lease);
  }

  @Override
  public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
    return honest.raise(handle, fromVersion, lease);
  }

  @Override
  public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
    return honest.erase(handle, tombstone);
  }
}
