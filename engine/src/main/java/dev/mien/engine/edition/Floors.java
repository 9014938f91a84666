package dev.mien.engine.edition;

import dev.mien.engine.edition.CatchUp.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Callers who have seen a newer edition than the one in force here. However many they are, asking
 * around is done once for all of them, and not more often than every {@link #BETWEEN}. For any
 * number of threads; never blocks.
 */
final class Floors {
  /** How long a caller waits. */
  static final Duration WAIT_MAX = Duration.ofSeconds(1);

  /** The least time from one attempt to the next. */
  static final Duration BETWEEN = Duration.ofMillis(250);

  /** How many callers wait at the most; beyond, a node says at once that it is behind. */
  static final int WAITING_MAX = 500;

  private final Succession succession;
  private final Supplier<Heard> catchUp;
  private final ScheduledExecutorService keeper;
  private final LongSupplier nanos;
  private final List<Waiting> waiting = new ArrayList<>();
  private long lastAttemptNanos;
  private boolean isAttemptDue;

  private record Waiting(long number, CompletableFuture<Reached> answer) {}

  Floors(
      Succession succession,
      Supplier<Heard> catchUp,
      ScheduledExecutorService keeper,
      LongSupplier nanos) {
    this.succession = succession;
    this.catchUp = catchUp;
    this.keeper = keeper;
    this.nanos = nanos;
    this.lastAttemptNanos = nanos.getAsLong() - BETWEEN.toNanos();
  }

  CompletionStage<Reached> reach(long number) {
    if (succession.reach(number)) {
      return CompletableFuture.completedFuture(Reached.YES);
    }
    CompletableFuture<Reached> answer = new CompletableFuture<>();
    if (!waits(new Waiting(number, answer))) {
      return CompletableFuture.completedFuture(Reached.BEHIND);
    }
    return answer.completeOnTimeout(Reached.BEHIND, WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What an attempt says of a number, if it says anything. */
  static Reached judged(boolean isInForce, Heard heard, long number) {
    // What a peer has is no proof: the node that showed the caller a newer edition may be gone.
    boolean isUnknown = heard.store().isPresent() && heard.store().getAsLong() < number;
    return isInForce ? Reached.YES : isUnknown ? Reached.NO_SUCH_EDITION : Reached.BEHIND;
  }

  private synchronized boolean waits(Waiting caller) {
    waiting.removeIf(other -> other.answer().isDone());
    if (waiting.size() >= WAITING_MAX) {
      return false;
    }
    waiting.add(caller);
    return attemptLater();
  }

  private synchronized boolean attemptLater() {
    if (isAttemptDue) {
      return true;
    }
    long pause = lastAttemptNanos + BETWEEN.toNanos() - nanos.getAsLong();
    try {
      var _ = keeper.schedule(this::attempt, Math.max(0, pause), TimeUnit.NANOSECONDS);
      isAttemptDue = true;
      return true;
    } catch (RejectedExecutionException _) {
      // The node is closing.
      return false;
    }
  }

  private void attempt() {
    // Only those who waited before the store was asked may take its answer for theirs.
    List<Waiting> asking = begin();
    Heard heard = catchUp.get();
    Iterator<Waiting> callers = asking.iterator();
    boolean areLeft = false;
    while (callers.hasNext()) {
      Waiting caller = callers.next();
      Reached reached = judged(succession.reach(caller.number()), heard, caller.number());
      if (reached == Reached.BEHIND) {
        areLeft |= !caller.answer().isDone();
      } else {
        caller.answer().complete(reached);
      }
    }
    if (areLeft) {
      attemptLater();
    }
  }

  private synchronized List<Waiting> begin() {
    isAttemptDue = false;
    lastAttemptNanos = nanos.getAsLong();
    waiting.removeIf(caller -> caller.answer().isDone());
    return List.copyOf(waiting);
  }
}
