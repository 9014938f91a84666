package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final int THREADS = 8;

  private final Recent<String, String> recent = new Recent<>(10, String::length);
  private final AtomicInteger made = new AtomicInteger();

  private String make(String text) {
    return text + "!" + made.incrementAndGet();
  }

  @Test
  void aTextIsMadeOnceHoweverManyAskAtTheSameTime() throws Exception {
    CountDownLatch asked = new CountDownLatch(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        answers.add(
            threads.submit(
                () -> {
                  asked.countDown();
                  asked.await();
                  return recent.of("a", this::make);
                }));
      }
      for (Future<String> answer : answers) {
        assertEquals("a!1", answer.get(10, TimeUnit.SECONDS));
      }
    }
    assertEquals(1, made.get());
  }

  @Test
  void whatWasAskedForTheLongestAgoGoesOnceMoreIsKeptThanFits() {
    assertEquals("aaaa!1", recent.of("aaaa", this::make));
    assertEquals("bbbb!2", recent.of("bbbb", this::make));
    assertEquals("aaaa!1", recent.of("aaaa", this::make));
    assertEquals("cc!3", recent.of("cc", this::make), "ten are kept");
    assertEquals("d!4", recent.of("d", this::make), "one more than is kept");
    assertEquals("aaaa!1", recent.of("aaaa", this::make));
    assertEquals("cc!3", recent.of("cc", this::make));
    assertEquals("bbbb!5", recent.of("bbbb", this::make), "it had gone");
  }

  @Test
  void whatIsLongerThanAllThatIsKeptIsMadeEachTime() {
    assertEquals("0123456789a!1", recent.of("0123456789a", this::make));
    assertEquals("0123456789a!2", recent.of("0123456789a", this::make));
  }

  @Test
  void aFailureIsNotKept() {
    IllegalStateException failure = new IllegalStateException("cannot be made");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                recent.of(
                    "0123456789",
                    _ -> {
                      throw failure;
                    }));
    assertSame(failure, thrown);
    assertEquals("0123456789!1", recent.of("0123456789", this::make));
    assertEquals("0123456789!1", recent.of("0123456789", this::make), "its length was given back");
  }

  @Test
  void whoeverWaitsForAMakingThatFailsIsToldOfThatFailure() throws Exception {
    StackOverflowError failure = new StackOverflowError("too deep");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<String> first =
          threads.submit(
              () ->
                  recent.of(
                      "a",
                      _ -> {
                        begun.countDown();
                        await(waiting);
                        throw failure;
                      }));
      begun.await();
      List<Thread> waiter = new ArrayList<>();
      CountDownLatch there = new CountDownLatch(1);
      Future<String> second =
          threads.submit(
              () -> {
                waiter.add(Thread.currentThread());
                there.countDown();
                return recent.of("a", this::make);
              });
      there.await();
      while (waiter.getFirst().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      waiting.countDown();
      for (Future<String> each : List.of(first, second)) {
        ExecutionException told =
            assertThrows(ExecutionException.class, () -> each.get(10, TimeUnit.SECONDS));
        assertSame(failure, told.getCause());
      }
    }
    assertEquals(0, made.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
