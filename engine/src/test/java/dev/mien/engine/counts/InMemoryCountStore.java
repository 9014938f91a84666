package dev.mien.engine.counts;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts kept for as long as a test runs; it can be away. */
public final class InMemoryCountStore implements CountStore {
  private final Map<CountKey, CountVector> vectors = new HashMap<>();
  private final Map<ReachKey, Bitmap> bitmaps = new HashMap<>();
  private long folded;
  private boolean away;

  public synchronized void away(boolean now) {
    away = now;
  }

  private void ask() throws IOException {
    if (away) {
      throw new IOException("the store is away");
    }
  }

  @Override
  public synchronized void joinVectors(Map<CountKey, CountVector> more) throws IOException {
    ask();
    more.forEach(
        (key, vector) -> {
          if (!vector.counts().isEmpty() && key.hour() >= folded) {
            vectors.merge(key, vector, CountVector::join);
          }
        });
  }

  @Override
  public synchronized void joinBitmaps(Map<ReachKey, Bitmap> more) throws IOException {
    ask();
    more.forEach((key, bitmap) -> bitmaps.merge(key, bitmap, Bitmap::join));
  }

  @Override
  public synchronized Map<CountKey, CountVector> vectors(Asked asked) throws IOException {
    ask();
    Map<CountKey, CountVector> found = new HashMap<>();
    vectors.forEach(
        (key, vector) -> {
          CountVector of = asked.of(vector);
          if (asked.includes(key) && !of.counts().isEmpty()) {
            found.put(key, of);
          }
        });
    return found;
  }

  @Override
  public synchronized Map<ReachKey, Bitmap> bitmaps(Set<ReachKey> keys) throws IOException {
    ask();
    Map<ReachKey, Bitmap> found = new HashMap<>(bitmaps);
    found.keySet().retainAll(keys);
    return found;
  }

  @Override
  public synchronized long fold(long beforeHour) throws IOException {
    ask();
    long before = Source.firstHour(beforeHour);
    Map<CountKey, Map<Cell, Long>> days = new HashMap<>();
    for (CountKey key : List.copyOf(vectors.keySet())) {
      if (key.hour() < before) {
        CountKey day = new CountKey(Source.FOLDED, key.edition(), Source.foldedHour(key.hour()));
        CountVector vector = Optional.ofNullable(vectors.remove(key)).orElseThrow();
        vector
            .counts()
            .forEach(
                (cell, more) ->
                    days.computeIfAbsent(day, _ -> new HashMap<>()).merge(cell, more, Long::sum));
        folded = Math.max(folded, key.hour() + 1);
      }
    }
    days.forEach((key, cells) -> vectors.put(key, new CountVector(cells)));
    return before;
  }

  @Override
  public synchronized void forget(long beforeHour) throws IOException {
    ask();
    vectors.keySet().removeIf(key -> key.hour() < beforeHour);
    bitmaps.keySet().removeIf(key -> key.hour() < beforeHour);
  }
}
