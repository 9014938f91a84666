package dev.mien.api.doctor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that may never end, such as asking a name server: it runs on a thread of its own, which is
 * left behind when the time is over.
 */
final class Patience<T> {
  private final FutureTask<T> task;

  private Patience(Callable<T> work) {
    this.task = new FutureTask<>(work);
  }

  /** Starts the work, which turns its own failures into results. */
  static <T> Patience<T> with(Callable<T> work) {
    Patience<T> patience = new Patience<>(work);
    Thread.ofPlatform().daemon().name("doctor").start(patience.task);
    return patience;
  }

  /** What came of it; nothing where that took longer. */
  Optional<T> within(Duration most) throws InterruptedException {
    try {
      return Optional.of(task.get(most.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      task.cancel(true);
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("work of the doctor failed", e.getCause());
    }
  }
}
