package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One round of telling, to others who answer when the test lets them. */
class SpreadRoundTest {
  private static final int DUE = 200;

  private final SplittableRandom random = new SplittableRandom(9);
  private final Deque<CompletableFuture<Void>> asked = new ArrayDeque<>();
  private final Set<CountKey> told = new HashSet<>();
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final Counts.Own own =
      new Counts.Own(
          new DecisionCounts(() -> now, () -> Source.random(random)), new ReachCounts(() -> now));
  private final Spread spread = new Spread(own, new Others());

  private final class Others implements SharedCounts {
    @Override
    public CompletionStage<Void> join(CountKey key, CountVector vector) {
      CompletableFuture<Void> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer.thenRun(() -> told.add(key));
    }

    @Override
    public CompletionStage<Void> join(ReachKey key, Bitmap bitmap) {
      return NobodyElse.INSTANCE.join(key, bitmap);
    }

    @Override
    public CompletionStage<Map<CountKey, CountVector>> vectors(Predicate<CountKey> wanted) {
      return NobodyElse.INSTANCE.vectors(wanted);
    }

    @Override
    public CompletionStage<Map<ReachKey, Bitmap>> bitmaps(Set<ReachKey> keys) {
      return NobodyElse.INSTANCE.bitmaps(keys);
    }

    @Override
    public boolean takesSnapshots() {
      return NobodyElse.INSTANCE.takesSnapshots();
    }
  }

  /** Counts in so many hours that there is so much to tell. */
  private void count() {
    Edition edition = SampleEditions.editions(1).getFirst();
    for (int hour = 0; hour < DUE; hour++) {
      now = now.plus(Duration.ofHours(1));
      own.decisions()
          .count(
              1,
              edition.model(),
              0,
              Reason.FALLBACK,
              edition.model().slots().getFirst().fallback());
    }
  }

  @Test
  void soManyAreUnderwayAndNoMoreUntilAllIsTold() {
    count();
    CompletableFuture<Boolean> round = spread.round().toCompletableFuture();
    for (int answered = 0; answered < DUE; answered++) {
      assertEquals(Math.min(64, DUE - answered), asked.size());
      assertSame(round, spread.round(), "a round does not begin before the last has ended");
      asked.remove().complete(null);
    }
    assertTrue(round.join());
    assertEquals(DUE, told.size());
    assertTrue(spread.round().toCompletableFuture().isDone(), "there is nothing left to tell");
  }

  @Test
  void whereOneFailsTheRestWaitsForTheNextRound() {
    count();
    CompletableFuture<Boolean> round = spread.round().toCompletableFuture();
    asked.remove().completeExceptionally(new IllegalStateException("hangs"));
    assertEquals(63, asked.size());
    while (!asked.isEmpty()) {
      asked.remove().complete(null);
    }
    assertFalse(round.join());
    assertEquals(63, told.size());

    CompletableFuture<Boolean> next = spread.round().toCompletableFuture();
    while (!asked.isEmpty()) {
      asked.remove().complete(null);
    }
    assertTrue(next.join());
    assertEquals(DUE, told.size());
  }
}
