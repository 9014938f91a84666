package dev.mien.engine.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Half-keys in the memory of one process: for tests, replays and measurements. Answers at once.
 * What is past its time is forgotten when it is next asked for, or when some thousand more sessions
 * have begun: a replay begins millions of them and asks for none again.
 */
public final class InMemoryHalfKeys implements HalfKeys {
  /** How many sessions begin between two sweeps: enough to make the cost of a sweep vanish. */
  static final int BEGINS_PER_SWEEP = 4_096;

  private final Map<Handle, Timed> all = new ConcurrentHashMap<>();
  private final AtomicInteger begins = new AtomicInteger();
  private final InstantSource clock;

  public InMemoryHalfKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** An entry, and when it stops being kept. */
  private record Timed(Entry entry, Instant until) {
    static Timed nothing() {
      return new Timed(new Entry.Absent(), Instant.MIN);
    }
  }

  @Override
  public CompletionStage<Entry> find(Handle handle) {
    return CompletableFuture.completedFuture(change(handle, kept -> kept));
  }

  @Override
  public CompletionStage<Kept> look(Handle handle) {
    Instant now = clock.instant();
    Timed found = all.get(handle);
    return CompletableFuture.completedFuture(
        found != null && now.isBefore(found.until())
            ? new Kept(found.entry(), Optional.of(Duration.between(now, found.until())))
            : new Kept(new Entry.Absent(), Optional.empty()));
  }

  @Override
  public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
    if (begins.incrementAndGet() % BEGINS_PER_SWEEP == 0) {
      sweep();
    }
    Entry begun = new Entry.Live(FIRST_VERSION, key);
    Instant until = clock.instant().plus(lease);
    Entry after =
        change(
            handle, kept -> kept.entry() instanceof Entry.Absent ? new Timed(begun, until) : kept);
    return after.equals(begun)
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(new IllegalStateException("the handle is taken"));
  }

  @Override
  public CompletionStage<Void> renew(Handle handle, Duration lease) {
    Instant until = clock.instant().plus(lease);
    change(
        handle, kept -> kept.entry() instanceof Entry.Live ? new Timed(kept.entry(), until) : kept);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
    Instant until = clock.instant().plus(lease);
    return CompletableFuture.completedFuture(
        change(
            handle,
            kept ->
                kept.entry() instanceof Entry.Live live
                    ? new Timed(live.raised(fromVersion), until)
                    : kept));
  }

  @Override
  public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
    Instant until = clock.instant().plus(tombstone);
    change(
        handle,
        kept -> kept.entry() instanceof Entry.Erased ? kept : new Timed(new Entry.Erased(), until));
    return CompletableFuture.completedFuture(null);
  }

  /** How many entries there are, those past their time that nobody swept yet included. */
  int size() {
    return all.size();
  }

  private void sweep() {
    Instant now = clock.instant();
    all.values().removeIf(kept -> !now.isBefore(kept.until()));
  }

  /** Puts in place what {@code step} makes of what is kept now, as one step for all threads. */
  private Entry change(Handle handle, UnaryOperator<Timed> step) {
    Instant now = clock.instant();
    Timed after =
        all.compute(
            handle,
            (_, found) -> {
              boolean kept = found != null && now.isBefore(found.until());
              Timed next = step.apply(kept ? found : Timed.nothing());
              return next.entry() instanceof Entry.Absent ? null : next;
            });
    return after == null ? new Entry.Absent() : after.entry();
  }
}
