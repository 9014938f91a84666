package dev.mien.faults;

import java.io.IOException;
import java.time.Duration;

/** Waiting for what others bring about. */
final class Wait {
  private static final long STEP_MILLIS = 50;

  private Wait() {}

  /** Something that may come true. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Whether it came true in time. */
  static boolean until(Duration most, Condition condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(STEP_MILLIS);
    }
    return true;
  }

  static void forSeconds(double seconds) throws InterruptedException {
    Thread.sleep((long) (seconds * 1000));
  }
}
