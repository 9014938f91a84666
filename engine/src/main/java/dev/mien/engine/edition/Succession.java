package dev.mien.engine.edition;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edition in force, and the one that is ready to follow it. The number in force only rises.
 *
 * <p>What is ready goes in force on a word from whoever published it, so that all nodes change at
 * nearly one moment; or by itself, {@link #READY_MAX} after it was made ready, since the word may
 * be lost. It was kept before anybody heard of it, so going first is never wrong. For any number of
 * threads.
 */
final class Succession {
  /** How long an edition waits for the word. */
  static final Duration READY_MAX = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

  private volatile Loaded inForce;
  private volatile @Nullable Loaded ready;
  private long readySinceNanos;

  /** The highest number that the word has come for. */
  private long called;

  Succession(Loaded first) {
    this.inForce = first;
  }

  /** One volatile read. */
  Loaded inForce() {
    return inForce;
  }

  /** What waits, if anything does. */
  Optional<Loaded> ready() {
    return Optional.ofNullable(ready);
  }

  /** The highest number that is in force or ready. */
  synchronized long highest() {
    return ready == null ? inForce.number() : ready.number();
  }

  /** Puts an edition in force unless its number is below that of the one that is. */
  synchronized void putInForce(Loaded next) {
    if (next.number() > inForce.number()) {
      inForce = next;
      Summary summary = next.stored().summary();
      LOG.info(
          "edition {} is in force: {} segments, {} slots",
          summary.number(),
          summary.segments(),
          summary.slots());
    }
    if (ready != null && ready.number() <= inForce.number()) {
      ready = null;
    }
  }

  /** Lets an edition wait for its word, or puts it in force if that has come already. */
  synchronized void makeReady(Loaded next, long nowNanos) {
    if (next.number() <= called) {
      putInForce(next);
    } else if (next.number() > highest()) {
      ready = next;
      readySinceNanos = nowNanos;
    }
  }

  /** The word: edition {@code number} is to be in force as soon as it is ready. */
  synchronized void call(long number) {
    called = Math.max(called, number);
    reach(number);
  }

  /**
   * Puts in force what is ready, if {@code number} is wanted and lower does not do.
   *
   * @return whether it is in force, or one above it
   */
  synchronized boolean reach(long number) {
    Loaded next = ready;
    if (next != null && inForce.number() < number && number <= next.number()) {
      putInForce(next);
    }
    return inForce.number() >= number;
  }

  /** Puts in force what has waited long enough. */
  synchronized void callOverdue(long nowNanos) {
    Loaded next = ready;
    if (next != null && nowNanos - readySinceNanos >= READY_MAX.toNanos()) {
      putInForce(next);
    }
  }
}
