package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every place for counts does. */
public abstract class CountStoreContract extends VectorStoreContract {
  @Override
  protected abstract CountStore store() throws Exception;

  @Override
  protected abstract CountStore again() throws Exception;

  @Test
  void bitmapsAreJoined() throws Exception {
    CountStore store = store();
    ReachKey key = new ReachKey(1, 7, "runners");
    ReachKey other = new ReachKey(1, 7, "läufer");
    store.joinBitmaps(Map.of(key, SampleCounts.bit(1)));
    again().joinBitmaps(Map.of(key, SampleCounts.bit(4_000), other, SampleCounts.bit(2)));
    store.joinBitmaps(Map.of(key, SampleCounts.bit(1)));
    Bitmap both = SampleCounts.bit(1).join(SampleCounts.bit(4_000));
    assertEquals(Map.of(key, both, other, SampleCounts.bit(2)), store.bitmaps(Set.of(key, other)));
    assertEquals(Map.of(key, both), store.bitmaps(Set.of(key, new ReachKey(1, 6, "runners"))));
  }

  @Test
  void bitmapsThatAreOldAreForgotten() throws Exception {
    CountStore store = store();
    ReachKey older = new ReachKey(1, 7, "a");
    ReachKey newer = new ReachKey(1, 8, "a");
    store.joinBitmaps(Map.of(older, SampleCounts.bit(1), newer, SampleCounts.bit(2)));
    store.forget(8);
    assertEquals(Map.of(newer, SampleCounts.bit(2)), store.bitmaps(Set.of(older, newer)));
  }
}
