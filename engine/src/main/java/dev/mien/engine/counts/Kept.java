package dev.mien.engine.counts;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How much of what grows is in the store for certain, so that only what has grown since is written.
 * For one thread.
 *
 * @param <K> what a value is of
 * @param <V> a value, which has grown exactly if its total has
 */
final class Kept<K, V> {
  private final Map<K, Long> totals = new HashMap<>();
  private final ToLongFunction<V> total;
  private final Write<K, V> write;

  Kept(ToLongFunction<V> total, Write<K, V> write) {
    this.total = total;
    this.write = write;
  }

  /** Writes to the store: all of it, or not for certain. */
  interface Write<K, V> {
    void all(Map<K, V> values) throws IOException;
  }

  /**
   * Writes what has grown, in steps of about {@code stepMax}, which a store takes in a moment.
   *
   * @param size how much of a step a value is
   */
  void keep(Map<K, V> values, ToLongFunction<V> size, long stepMax) throws IOException {
    Map<K, V> step = new HashMap<>();
    long sizes = 0;
    for (Map.Entry<K, V> each : values.entrySet()) {
      V value = each.getValue();
      if (total.applyAsLong(value) > totals.getOrDefault(each.getKey(), 0L)) {
        if (!step.isEmpty() && sizes + size.applyAsLong(value) > stepMax) {
          write(step);
          step = new HashMap<>();
          sizes = 0;
        }
        step.put(each.getKey(), value);
        sizes += size.applyAsLong(value);
      }
    }
    write(step);
  }

  private void write(Map<K, V> step) throws IOException {
    if (!step.isEmpty()) {
      write.all(step);
      step.forEach((key, value) -> totals.put(key, total.applyAsLong(value)));
    }
  }

  boolean has(K key) {
    return totals.containsKey(key);
  }

  /** Forgets all others: they will not grow any more. */
  void retain(Set<K> keys) {
    totals.keySet().retainAll(keys);
  }
}
