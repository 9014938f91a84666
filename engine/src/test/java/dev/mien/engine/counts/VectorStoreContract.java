package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every place for counts of one kind does. */
public abstract class VectorStoreContract {
  private static final Asked ALL = asked(0, 100);
  private static final Cell HERO = new Cell("hero", "matched", Optional.of("runners"), "a");
  private static final Cell FOOT = new Cell("foot", "fallback", Optional.empty(), "fallback");

  /** One that keeps nothing yet. */
  protected abstract VectorStore store() throws Exception;

  /** The same place, as another node sees it. */
  protected abstract VectorStore again() throws Exception;

  private static Asked asked(long from, long until) {
    return new Asked(Optional.empty(), OptionalLong.empty(), from, until);
  }

  private static CountVector vector(long hero, long foot) {
    return new CountVector(Map.of(HERO, hero, FOOT, foot));
  }

  @Test
  void whatIsKeptIsFoundByWhoeverAsks() throws Exception {
    VectorStore store = store();
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
    VectorStore store = store();
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
    VectorStore store = store();
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
    VectorStore store = store();
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
  void whatIsOldIsForgotten() throws Exception {
    VectorStore store = store();
    CountKey older = new CountKey(new Source(1, 1), 1, 7);
    CountKey newer = new CountKey(new Source(1, 1), 1, 8);
    store.joinVectors(Map.of(older, vector(1, 1), newer, vector(2, 2)));
    store.forget(8);
    assertEquals(Map.of(newer, vector(2, 2)), store.vectors(ALL));
  }

  /** Some sources of two editions, that have counted in each of 100 hours. */
  private static Map<CountKey, CountVector> fourDays(SplittableRandom random) {
    Map<CountKey, CountVector> counted = new HashMap<>();
    for (long hour = 0; hour < 100; hour++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        Map<Cell, Long> cells = new HashMap<>();
        for (int j = random.nextInt(1, 6); j > 0; j--) {
          cells.put(SampleCounts.cell(random), random.nextLong(1, 1_000));
        }
        CountKey key = new CountKey(Source.random(random), random.nextInt(1, 3), hour);
        counted.put(key, new CountVector(cells));
      }
    }
    return counted;
  }

  /** All sources together, days before an hour added up as they are folded. */
  private static Map<CountKey, Map<Cell, Long>> byDay(
      Map<CountKey, CountVector> vectors, long beforeHour) {
    Map<CountKey, Map<Cell, Long>> days = new HashMap<>();
    vectors.forEach(
        (key, vector) -> {
          CountKey of =
              key.hour() < Source.firstHour(beforeHour)
                  ? new CountKey(Source.FOLDED, key.edition(), Source.foldedHour(key.hour()))
                  : key;
          Map<Cell, Long> day = days.computeIfAbsent(of, _ -> new HashMap<>());
          vector.counts().forEach((cell, more) -> day.merge(cell, more, Long::sum));
        });
    return days;
  }

  private static void fold(VectorStore store, long beforeHour) throws IOException {
    while (store.fold(beforeHour) < Source.firstHour(beforeHour)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void daysThatAreOverAreAddedUpAndTheRestStaysAsItIs() throws Exception {
    VectorStore store = store();
    SplittableRandom random = new SplittableRandom(5);
    Map<CountKey, CountVector> counted = fourDays(random);
    store.joinVectors(counted);
    Map<CountKey, Map<Cell, Long>> expected = byDay(counted, 60);
    // Some of it at a time; what a day comes to is the same at any time.
    long folded = 0;
    while (folded < 48) {
      folded = store.fold(60);
      assertEquals(expected, byDay(store.vectors(ALL), 60), "folded until " + folded);
    }
    Map<CountKey, CountVector> after = store.vectors(ALL);
    assertTrue(
        after.keySet().stream()
            .allMatch(key -> key.hour() >= 48 || key.source().equals(Source.FOLDED)),
        "nothing of the two days is left as it was");
    assertEquals(48, again().fold(60));
    assertEquals(after, store.vectors(ALL), "folding again changes nothing");
    fold(store, 96);
    assertEquals(byDay(counted, 96), byDay(store.vectors(ALL), 96));
  }

  @Test
  void whatIsJoinedToADayThatWasFoldedIsLeftOut() throws Exception {
    VectorStore store = store();
    CountKey key = new CountKey(new Source(1, 1), 1, 23);
    CountKey later = new CountKey(new Source(1, 1), 1, 24);
    store.joinVectors(Map.of(key, vector(3, 4)));
    fold(store, 24);
    again().joinVectors(Map.of(key, vector(5, 6), later, vector(1, 2)));
    store.joinVectors(Map.of(new CountKey(new Source(2, 2), 1, 3), vector(9, 9)));
    assertEquals(
        Map.of(new CountKey(Source.FOLDED, 1, 12), vector(3, 4), later, vector(1, 2)),
        store.vectors(ALL));
  }

  /** Of a day that is empty yet nothing is closed, whatever a clock says. */
  @Test
  void aClockThatRunsAheadClosesNothingThatNobodyHasCounted() throws Exception {
    VectorStore store = store();
    CountKey first = new CountKey(new Source(1, 1), 1, 2);
    CountKey second = new CountKey(new Source(1, 1), 1, 30);
    store.joinVectors(Map.of(first, vector(1, 1)));
    fold(store, 96);
    store.joinVectors(Map.of(second, vector(2, 2)));
    assertEquals(
        Map.of(new CountKey(Source.FOLDED, 1, 12), vector(1, 1), second, vector(2, 2)),
        store.vectors(ALL));
  }

  @Test
  void nodesThatFoldAtTheSameTimeFoldEachHourOnce() throws Exception {
    VectorStore store = store();
    VectorStore other = again();
    Map<CountKey, CountVector> counted = fourDays(new SplittableRandom(6));
    store.joinVectors(counted);
    try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
      List<Future<?>> folding = new ArrayList<>();
      for (VectorStore each : List.of(store, other)) {
        folding.add(
            nodes.submit(
                () -> {
                  fold(each, 96);
                  return true;
                }));
      }
      for (Future<?> each : folding) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
    assertEquals(byDay(counted, 96), byDay(store.vectors(ALL), 96));
  }
}
