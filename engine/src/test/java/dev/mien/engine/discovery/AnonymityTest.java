package dev.mien.engine.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnonymityTest {
  private static Patterns random(SplittableRandom random) {
    int columns = random.nextInt(1, 7);
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      all.add(
          new Column.Levels(
              i, LongStream.range(0, random.nextInt(1, 6)).mapToObj(code -> 1L << code).toList()));
    }
    Patterns.Counter counter =
        new Patterns.Counter(new Schema(List.of(), List.of(), List.of()), all);
    int sessions = random.nextInt(1, 400);
    for (int i = 0; i < sessions; i++) {
      List<Long> values = new ArrayList<>();
      for (Column column : all) {
        values.add(random.nextLong(-2, ((Column.Levels) column).levels().size()));
      }
      counter.add(values, 1);
    }
    return counter.patterns();
  }

  @Test
  void everyPatternIsSharedByKAndNoSessionIsMadeUp() {
    for (long seed = 0; seed < 150; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Patterns patterns = random(random);
      int k = random.nextInt(1, 30);
      Anonymity.Folded folded = Anonymity.fold(patterns, k);
      String replay = "seed " + seed;
      assertTrue(
          folded.patterns().patterns().stream().allMatch(one -> one.sessions() >= k), replay);
      assertEquals(patterns.sessions(), folded.patterns().sessions() + folded.dropped(), replay);
      assertTrue(folded.dropped() < k, replay);
      for (int i = 0; i < patterns.columns().size(); i++) {
        int column = i;
        // Each value is said of no more sessions than have it.
        for (long value = -1; value < 6; value++) {
          long wanted = value;
          assertTrue(
              having(folded.patterns(), column, wanted) <= having(patterns, column, wanted),
              replay);
        }
        assertTrue(
            having(folded.patterns(), column, Column.UNSAID) >= folded.unsaid().get(column),
            replay);
      }
    }
  }

  private static long having(Patterns patterns, int column, long value) {
    return patterns.patterns().stream()
        .filter(one -> one.values().get(column) == value)
        .mapToLong(Patterns.Pattern::sessions)
        .sum();
  }

  @Test
  void sequencesLoseTheirEndsUntilTheyAreSharedByK() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<List<Integer>> walks = new ArrayList<>();
      int sessions = random.nextInt(1, 300);
      for (int i = 0; i < sessions; i++) {
        walks.add(random.ints(random.nextInt(1, 70), 0, 3).boxed().toList());
      }
      int k = random.nextInt(1, 20);
      Sequences all = Sequences.of(List.of("a", "b", "c"), walks);
      Sequences.Folded folded = all.folded(k);
      String replay = "seed " + seed;
      assertTrue(
          folded.sequences().sequences().stream().allMatch(one -> one.sessions() >= k), replay);
      assertEquals(sessions, folded.sequences().sessions() + folded.dropped(), replay);
      // Nobody who ended elsewhere is said to have ended here.
      for (Sequences.Sequence one : folded.sequences().sequences()) {
        long ended = walks.stream().filter(one.steps()::equals).count();
        assertTrue(!one.isWhole() || one.sessions() == ended, replay);
        long began =
            walks.stream()
                .filter(walk -> walk.size() >= one.steps().size())
                .filter(walk -> walk.subList(0, one.steps().size()).equals(one.steps()))
                .count();
        assertTrue(one.sessions() <= began, replay);
      }
    }
  }
}
