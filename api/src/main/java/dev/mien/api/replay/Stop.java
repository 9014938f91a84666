package dev.mien.api.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop early, which Ctrl-C expresses: the replay ends after the row it is at, and the
 * process waits until what was done so far is printed.
 */
public final class Stop implements AutoCloseable {
  private static final Duration PRINT_MAX = Duration.ofSeconds(5);

  private final CountDownLatch printed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "replay-stop");
  private volatile boolean wanted;

  private Stop() {}

  /** A stop that listens to the end of the process until it is closed. */
  public static Stop atEndOfProcess() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  /** A stop that nobody asks for. */
  public static Stop never() {
    return new Stop();
  }

  boolean isWanted() {
    return wanted;
  }

  /** Everything is printed. */
  @Override
  public void close() {
    printed.countDown();
    if (!wanted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // The process is ending already, and the hook has nothing left to wait for.
        return;
      }
    }
  }

  private void stopAndWait() {
    wanted = true;
    try {
      if (!printed.await(PRINT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("stopped before everything was printed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
