package dev.mien.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * That the process is asked to end while a command has something to say yet: the process waits for
 * it until it is closed, but not long.
 */
final class Interruption implements AutoCloseable {
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  private final CountDownLatch said = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "interruption");
  private volatile boolean called;

  private Interruption() {}

  /** From now on an interruption is noticed. */
  static Interruption awaited() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the process is to end. */
  boolean isCalled() {
    return called;
  }

  private void await() {
    called = true;
    try {
      boolean _ = said.await(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    said.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending, and has just been told that it may.
    }
  }
}
