package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.edition.TimeLimit.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void whatIsDoneInTimeIsHandedOnOneAfterTheOther() throws InterruptedException {
    TimeLimit limit = new TimeLimit(LONG);
    for (int i = 0; i < 1_000; i++) {
      int work = i;
      assertEquals(new Outcome.Done<>(work), limit.run(() -> work));
    }
  }

  @Test
  void workThatFailsSaysHow() throws InterruptedException {
    StackOverflowError failure = new StackOverflowError();
    Outcome<Object> outcome =
        new TimeLimit(LONG)
            .run(
                () -> {
                  throw failure;
                });
    assertEquals(new Outcome.Failed<>(failure), outcome);
  }

  @Test
  void workThatTakesTooLongIsGivenUpAndNoOtherIsBegunBesideIt() throws InterruptedException {
    TimeLimit limit = new TimeLimit(Duration.ofMillis(20));
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Outcome<Integer> outcome =
        limit.run(
            () -> {
              await(end);
              ended.countDown();
              return begun.incrementAndGet();
            });
    assertInstanceOf(Outcome.TooSlow.class, outcome);
    assertInstanceOf(Outcome.TooSlow.class, limit.run(begun::incrementAndGet));
    assertEquals(0, begun.get());
    end.countDown();
    ended.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
