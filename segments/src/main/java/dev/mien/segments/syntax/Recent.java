package dev.mien.segments.syntax;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What came of the last few texts. An edit reads a workspace to change it, to check it and to tell
 * of it, and the next one changes one line of many: so each text is made something of once, by the
 * first who asks, while others wait. For any number of threads.
 *
 * @param <K> a text, or several
 * @param <V> what it is made into; immutable
 */
public final class Recent<K, V> {
  private final long lengthMax;
  private final ToLongFunction<K> length;
  private final Map<K, CompletableFuture<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptLength;

  /**
   * @param lengthMax how much is kept in all, as {@code length} measures it
   * @param length of one text, in UTF-16 units
   */
  public Recent(long lengthMax, ToLongFunction<K> length) {
    this.lengthMax = lengthMax;
    this.length = length;
  }

  /**
   * What a text is made into, now if nobody has done it lately. What could not be made is not kept:
   * whoever asks later makes it anew.
   *
   * @throws RuntimeException whatever {@code making} throws, an error too, for whoever made it as
   *     for whoever waited
   */
  public V of(K text, Function<K, V> making) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> known = enter(text, mine);
    if (known != null) {
      return made(known);
    }
    try {
      mine.complete(making.apply(text));
    } catch (RuntimeException | Error e) {
      leave(text, mine);
      mine.completeExceptionally(e);
    }
    return made(mine);
  }

  // The failure itself, and not that waiting for it failed.
  private static <V> V made(CompletableFuture<V> making) {
    try {
      return making.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  private synchronized @Nullable CompletableFuture<V> enter(K text, CompletableFuture<V> mine) {
    CompletableFuture<V> known = kept.get(text);
    if (known != null) {
      return known;
    }
    kept.put(text, mine);
    keptLength += length.applyAsLong(text);
    var eldest = kept.entrySet().iterator();
    while (keptLength > lengthMax && eldest.hasNext()) {
      keptLength -= length.applyAsLong(eldest.next().getKey());
      eldest.remove();
    }
    return null;
  }

  private synchronized void leave(K text, CompletableFuture<V> mine) {
    if (kept.remove(text, mine)) {
      keptLength -= length.applyAsLong(text);
    }
  }
}
