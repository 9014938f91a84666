package dev.mien.engine.crowd;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Crowds in memory, as bytes; may be away. */
final class InMemoryCrowdStore implements CrowdStore {
  private final Map<CrowdKey, byte[]> kept = new HashMap<>();
  private boolean away;

  synchronized void away(boolean now) {
    away = now;
  }

  private void there() throws IOException {
    if (away) {
      throw new IOException("the store is away");
    }
  }

  @Override
  public synchronized void join(long hour, Map<Combination, Tokens> tokens) throws IOException {
    there();
    tokens.forEach(
        (combination, met) ->
            kept.merge(
                new CrowdKey(combination, hour),
                met.bytes(),
                (a, b) -> Tokens.of(a).join(Tokens.of(b)).bytes()));
  }

  @Override
  public synchronized Map<Combination, Tokens> kept(long hour) throws IOException {
    there();
    Map<Combination, Tokens> found = new HashMap<>();
    kept.forEach(
        (key, bytes) -> {
          if (key.hour() == hour) {
            found.put(key.combination(), Tokens.of(bytes));
          }
        });
    return found;
  }

  @Override
  public synchronized void forget(long beforeHour) throws IOException {
    there();
    kept.keySet().removeIf(key -> key.hour() < beforeHour);
  }
}
