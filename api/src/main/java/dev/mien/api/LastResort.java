package dev.mien.api;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process where stopping in order hangs. Whoever stops a node kills it in the end if it
 * stays, and then nobody learns what it hung on.
 */
final class LastResort {
  private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

  private LastResort() {}

  /**
   * Waits beside a thread that stops a node.
   *
   * @param most how long it may take
   * @param halt ends the process at once with an exit code
   */
  static void watch(Thread stopping, Duration most, IntConsumer halt) {
    Thread.ofPlatform()
        .daemon()
        .name("last-resort")
        .start(
            () -> {
              if (hangs(stopping, most)) {
                halt.accept(Main.FORCED);
              }
            });
  }

  private static boolean hangs(Thread stopping, Duration most) {
    try {
      if (stopping.join(most)) {
        return false;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
    IllegalStateException where = new IllegalStateException("where stopping hangs");
    where.setStackTrace(stopping.getStackTrace());
    LOG.error("stopping took longer than {}, and the process is ended by force", most, where);
    return true;
  }
}
