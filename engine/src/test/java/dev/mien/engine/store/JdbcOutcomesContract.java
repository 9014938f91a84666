package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorStore;
import dev.mien.engine.counts.VectorStoreContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts of outcomes in tables do what all places for counts of one kind do. */
abstract class JdbcOutcomesContract extends VectorStoreContract {
  private static final int DAYS = 4;
  private static final Asked ALL = new Asked(Optional.empty(), OptionalLong.empty(), 0, DAYS * 24);

  private final List<Database> open = new ArrayList<>();
  private @Nullable Place place;

  /** Where a database holds nothing yet. */
  abstract Place fresh() throws IOException;

  @Override
  protected VectorStore store() throws Exception {
    place = fresh();
    return again();
  }

  @Override
  protected VectorStore again() throws Exception {
    return opened().outcomes();
  }

  private Database opened() throws Exception {
    Place there = place == null ? fresh() : place;
    place = there;
    Database database = Kept.up(there);
    open.add(database);
    return database;
  }

  @AfterEach
  void close() {
    open.forEach(Database::close);
  }

  /** A node that goes away in the middle leaves each hour folded or not, and others go on. */
  @Test
  void aNodeThatStopsWhileItFoldsLosesNothingAndCountsNothingTwice() throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    Map<Cell, Long> expected = new HashMap<>();
    Map<CountKey, CountVector> counted = new HashMap<>();
    for (long hour = 0; hour < DAYS * 24; hour++) {
      Map<Cell, Long> cells = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        cells.put(new Cell("hero", "variant", Optional.of("s" + i), "a"), random.nextLong(1, 99));
      }
      cells.forEach((cell, more) -> expected.merge(cell, more, Long::sum));
      counted.put(new CountKey(Source.random(random), 1, hour), new CountVector(cells));
    }
    VectorStore kept = store();
    kept.joinVectors(counted);
    int stopped = 0;
    long folded = 0;
    while (folded < DAYS * 24) {
      Database leaving = opened();
      Thread closing =
          Thread.ofPlatform()
              .start(
                  () -> {
                    long until = System.nanoTime() + random.nextLong(20_000_000);
                    while (System.nanoTime() < until) {
                      Thread.onSpinWait();
                    }
                    leaving.close();
                  });
      try {
        folded = leaving.outcomes().fold(DAYS * 24);
      } catch (IOException _) {
        stopped++;
      }
      closing.join();
      assertEquals(expected, sum(kept.vectors(ALL)), "stopped " + stopped + " times");
      if (stopped > 5) {
        folded = kept.fold(DAYS * 24);
      }
    }
    assertEquals(expected, sum(kept.vectors(ALL)));
    assertTrue(
        kept.vectors(ALL).keySet().stream().allMatch(key -> key.source().equals(Source.FOLDED)));
  }

  private static Map<Cell, Long> sum(Map<CountKey, CountVector> vectors) {
    Map<Cell, Long> sum = new HashMap<>();
    vectors
        .values()
        .forEach(
            vector -> vector.counts().forEach((cell, more) -> sum.merge(cell, more, Long::sum)));
    return sum;
  }
}
