package dev.mien.engine.edition;

import dev.mien.engine.precedence.Precedence;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Does work that may take too long on a thread of its own, and gives up on it. Work cannot be
 * stopped from outside, so what was given up goes on; until it has ended no other work is begun,
 * and a node has one such thread at the most.
 */
final class TimeLimit {
  private final Duration most;
  private Future<?> last = CompletableFuture.completedFuture(null);

  TimeLimit(Duration most) {
    this.most = most;
  }

  /** What came of work. */
  sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Failed<T>(Throwable cause) implements Outcome<T> {}

    record TooSlow<T>(Duration most) implements Outcome<T> {}
  }

  /**
   * Does work, and waits for it.
   *
   * @throws InterruptedException if this thread is interrupted meanwhile; the work is given up
   */
  synchronized <T> Outcome<T> run(Supplier<T> work) throws InterruptedException {
    if (!last.isDone()) {
      return new Outcome.TooSlow<>(most);
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    last = task;
    var _ = Thread.ofPlatform().daemon().name("mien-edition-build").start(Precedence.last(task));
    try {
      return new Outcome.Done<>(task.get(most.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return new Outcome.TooSlow<>(most);
    } catch (ExecutionException e) {
      return new Outcome.Failed<>(e.getCause() == null ? e : e.getCause());
    }
  }
}
