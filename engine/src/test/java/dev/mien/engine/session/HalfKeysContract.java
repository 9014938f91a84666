package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.HalfKeys.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link HalfKeys} does. */
public abstract class HalfKeysContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ROUNDS = 200;

  private final RandomGenerator random = RandomGenerator.getDefault();

  protected abstract HalfKeys halfKeys();

  /** Lets time pass until this, which was leased for a second, is absent. */
  protected abstract void passUntilAbsent(Handle handle);

  @Test
  void whatNeverWasIsAbsent() {
    assertEquals(new Entry.Absent(), find(handle()));
  }

  @Test
  void whatBeganIsLiveInItsFirstVersion() {
    Handle handle = handle();
    HalfKey key = key();

    join(halfKeys().begin(handle, key, HOUR));

    assertEquals(new Entry.Live(1, key), find(handle));
  }

  @Test
  void whatIsKeptIsShownWithTheTimeThatIsLeftOfItsLease() {
    Handle handle = begun(HOUR);
    join(halfKeys().raise(handle, 1, HOUR));

    Kept kept = join(halfKeys().look(handle));

    assertEquals(find(handle), kept.entry());
    Duration left = kept.left().orElseThrow();
    assertTrue(
        left.compareTo(HOUR) <= 0 && left.plusSeconds(60).compareTo(HOUR) > 0, "left: " + left);
    assertEquals(new Kept(new Entry.Absent(), Optional.empty()), join(halfKeys().look(handle())));
  }

  @Test
  void aHandleThatIsTakenIsNotTakenAgain() {
    Handle handle = begun(HOUR);
    Entry before = find(handle);

    assertRefused(() -> halfKeys().begin(handle, key(), HOUR));

    assertEquals(before, find(handle));
  }

  @Test
  void raisingOvertakesTheVersionAndKeepsTheKey() {
    Handle handle = handle();
    HalfKey key = key();
    join(halfKeys().begin(handle, key, HOUR));

    assertEquals(new Entry.Live(2, key), join(halfKeys().raise(handle, 1, HOUR)));
    assertEquals(new Entry.Live(3, key), join(halfKeys().raise(handle, 2, HOUR)));
    assertEquals(new Entry.Live(3, key), find(handle));
  }

  @Test
  void raisingFromAVersionThatIsOvertakenShowsTheHigherOne() {
    Handle handle = begun(HOUR);
    join(halfKeys().raise(handle, 1, HOUR));
    Entry third = join(halfKeys().raise(handle, 2, HOUR));

    assertEquals(third, join(halfKeys().raise(handle, 1, HOUR)));
    assertEquals(third, find(handle));
  }

  @Test
  void raisingOrRenewingWhatIsAbsentLeavesItAbsent() {
    Handle handle = handle();

    assertEquals(new Entry.Absent(), join(halfKeys().raise(handle, 1, HOUR)));
    join(halfKeys().renew(handle, HOUR));

    assertEquals(new Entry.Absent(), find(handle));
  }

  @Test
  void whatIsErasedStaysErased() {
    Handle handle = begun(HOUR);

    join(halfKeys().erase(handle, HOUR));

    assertEquals(new Entry.Erased(), find(handle));
    assertEquals(new Entry.Erased(), join(halfKeys().raise(handle, 1, HOUR)));
    join(halfKeys().renew(handle, HOUR));
    assertRefused(() -> halfKeys().begin(handle, key(), HOUR));
    assertEquals(new Entry.Erased(), find(handle));
  }

  @Test
  void erasingTwiceIsErasingOnce() {
    Handle handle = begun(HOUR);

    join(halfKeys().erase(handle, HOUR));
    join(halfKeys().erase(handle, HOUR));

    assertEquals(new Entry.Erased(), find(handle));
  }

  @Test
  void erasingWhatIsAbsentLeavesATombstone() {
    Handle handle = handle();

    join(halfKeys().erase(handle, HOUR));

    assertEquals(new Entry.Erased(), find(handle));
  }

  @Test
  void aLeaseRunsOutUnlessItIsRunAnew() {
    Handle dropped = begun(SECOND);
    // At once: a lease is kept in whole seconds, and may be over much sooner than after one.
    Handle renewed = begun(SECOND);
    join(halfKeys().renew(renewed, HOUR));
    Handle raised = begun(SECOND);
    join(halfKeys().raise(raised, 1, HOUR));
    Handle tombstone = begun(HOUR);
    join(halfKeys().erase(tombstone, SECOND));

    passUntilAbsent(dropped);
    passUntilAbsent(tombstone);

    assertInstanceOf(Entry.Live.class, find(renewed));
    assertInstanceOf(Entry.Live.class, find(raised));
  }

  @Test
  void ofManyThatRaiseFromOneVersionAllSeeTheSameHigherOne() throws Exception {
    Handle handle = begun(HOUR);
    for (int version = 1; version <= ROUNDS; version++) {
      int from = version;
      List<Entry> seen =
          together(
              IntStream.range(0, 4)
                  .<Supplier<Entry>>mapToObj(_ -> () -> join(halfKeys().raise(handle, from, HOUR)))
                  .toList());

      for (Entry entry : seen) {
        assertEquals(version + 1, assertInstanceOf(Entry.Live.class, entry).version());
      }
    }
  }

  @Test
  void nothingThatHappensBesideAnErasureUndoesIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Handle handle = begun(HOUR);
      together(
          List.of(
              () -> join(halfKeys().raise(handle, 1, HOUR)),
              () -> done(halfKeys().erase(handle, HOUR)),
              () -> done(halfKeys().renew(handle, HOUR)),
              () -> join(halfKeys().raise(handle, 2, HOUR))));

      assertEquals(new Entry.Erased(), find(handle));
    }
  }

  private Entry find(Handle handle) {
    return join(halfKeys().find(handle));
  }

  private Handle begun(Duration lease) {
    Handle handle = handle();
    join(halfKeys().begin(handle, key(), lease));
    return handle;
  }

  private Handle handle() {
    return new Handle(random.nextLong(), random.nextLong());
  }

  private HalfKey key() {
    byte[] bytes = new byte[HalfKey.BYTES];
    random.nextBytes(bytes);
    return new HalfKey(bytes);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static Entry done(CompletionStage<Void> stage) {
    join(stage);
    return new Entry.Absent();
  }

  private static void assertRefused(Supplier<CompletionStage<Void>> begin) {
    var refused = assertThrows(CompletionException.class, () -> join(begin.get()));
    assertInstanceOf(IllegalStateException.class, refused.getCause());
  }

  /** Starts all at one moment, each in a thread of its own. */
  private static List<Entry> together(List<Supplier<Entry>> actions) throws Exception {
    var start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Entry>> running = new ArrayList<>();
      for (Supplier<Entry> action : actions) {
        running.add(
            threads.submit(
                () -> {
                  assertTrue(start.await(30, TimeUnit.SECONDS));
                  return action.get();
                }));
      }
      start.countDown();
      List<Entry> results = new ArrayList<>();
      for (Future<Entry> result : running) {
        results.add(result.get());
      }
      return results;
    }
  }
}
