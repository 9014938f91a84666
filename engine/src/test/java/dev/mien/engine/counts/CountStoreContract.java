package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every place for counts does. */
public abstract class CountStoreContract {
  private static final Asked ALL = asked(0, 100);
  private static final Cell HERO = new Cell("hero", "matched", Optional.of("runners"), "a");
  private static final Cell FOOT = new Cell("foot", "fallback", Optional.empty(), "fallback");

  /** One that keeps nothing yet. */
  protected abstract CountStore store() throws Exception;

  /** The same place, as another node sees it. */
  protected abstract CountStore again() throws Exception;

  private static Asked asked(long from, long until) {
    return new Asked(Optional.empty(), OptionalLong.empty(), from, until);
  }

  private static CountVector vector(long hero, long foot) {
    return new CountVector(Map.of(HERO, hero, FOOT, foot));
  }

  @Test
  void whatIsKeptIsFoundByWhoeverAsks() throws Exception {
    CountStore store = store();
    Map<CountKey, CountVector> vectors =
        Map.of(
            new CountKey(new Source(1, 1), 1, 7), vector(3, 4),
            new CountKey(new Source(-1, Long.MIN_VALUE), 1, 7), vector(5, 6));
    store.joinVectors(vectors);
    assertEquals(vectors, store.vectors(ALL));
    assertEquals(vectors, again().vectors(ALL));
  }

  @Test
  void noCountIsEverLowered() throws Exception {
    CountStore store = store();
    CountKey key = new CountKey(new Source(1, 1), 1, 7);
    store.joinVectors(Map.of(key, vector(10, 1)));
    store.joinVectors(Map.of(key, vector(2, 9)));
    assertEquals(Map.of(key, vector(10, 9)), store.vectors(ALL));
    store.joinVectors(Map.of(key, new CountVector(Map.of(HERO, 10L))));
    again().joinVectors(Map.of(key, vector(1, 1)));
    assertEquals(Map.of(key, vector(10, 9)), store.vectors(ALL));
  }

  @Test
  void keepingInAnyOrderAndTwiceKeepsTheSame() throws Exception {
    CountStore store = store();
    SplittableRandom random = new SplittableRandom(11);
    List<CountVector> told =
        IntStream.range(0, 20).mapToObj(_ -> SampleCounts.vector(random)).toList();
    CountKey key = new CountKey(new Source(1, 1), 1, 7);
    CountVector expected = CountVector.NONE;
    for (CountVector each : told) {
      expected = expected.join(each);
    }
    for (int i = 0; i < 60; i++) {
      store.joinVectors(Map.of(key, told.get(random.nextInt(told.size()))));
    }
    for (CountVector each : told.reversed()) {
      store.joinVectors(Map.of(key, each));
    }
    assertEquals(Map.of(key, expected), store.vectors(ALL));
  }

  @Test
  void onlyWhatIsAskedForIsFound() throws Exception {
    CountStore store = store();
    Map<CountKey, CountVector> kept = new HashMap<>();
    for (long hour = 0; hour < 60; hour++) {
      kept.put(new CountKey(new Source(1, hour), 1 + hour % 2, hour), vector(hour + 1, 1));
    }
    store.joinVectors(kept);
    assertEquals(kept, store.vectors(ALL));
    Map<CountKey, CountVector> some = new HashMap<>(kept);
    some.keySet().removeIf(key -> key.hour() < 10 || key.hour() >= 40);
    assertEquals(some, store.vectors(asked(10, 40)));
    some.keySet().removeIf(key -> key.edition() != 2);
    assertEquals(some, store.vectors(new Asked(Optional.empty(), OptionalLong.of(2), 10, 40)));
    some.replaceAll((_, vector) -> new CountVector(Map.of(FOOT, 1L)));
    assertEquals(some, store.vectors(new Asked(Optional.of("foot"), OptionalLong.of(2), 10, 40)));
    assertEquals(
        Map.of(), store.vectors(new Asked(Optional.of("' OR 1=1"), OptionalLong.empty(), 0, 100)));
  }

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
  void whatIsOldIsForgotten() throws Exception {
    CountStore store = store();
    CountKey older = new CountKey(new Source(1, 1), 1, 7);
    CountKey newer = new CountKey(new Source(1, 1), 1, 8);
    store.joinVectors(Map.of(older, vector(1, 1), newer, vector(2, 2)));
    store.joinBitmaps(
        Map.of(
            new ReachKey(1, 7, "a"), SampleCounts.bit(1),
            new ReachKey(1, 8, "a"), SampleCounts.bit(2)));
    store.forget(8);
    assertEquals(Map.of(newer, vector(2, 2)), store.vectors(ALL));
    assertEquals(
        Map.of(new ReachKey(1, 8, "a"), SampleCounts.bit(2)),
        store.bitmaps(Set.of(new ReachKey(1, 7, "a"), new ReachKey(1, 8, "a"))));
  }
}
