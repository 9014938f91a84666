package dev.mien.engine.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Notices when this process stood still: frozen, swapped out, in a long collection. Others may have
 * gone on without it, and what it holds may be overtaken.
 *
 * <p>A thread of its own ticks; a gap between two ticks is a pause. Who asks also looks at the last
 * tick, for the first thing that runs after a pause may be a request and not the tick.
 */
final class PauseWatch implements AutoCloseable {
  /** Shorter than the shortest time after which others go on without a member. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Duration TICK = Duration.ofMillis(100);

  private final LongSupplier nanoTime;
  private volatile long tickedAt;
  private volatile long pausedAt;
  private volatile boolean fenced;
  private volatile boolean closed;

  PauseWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.tickedAt = nanoTime.getAsLong();
  }

  void start() {
    Thread.ofPlatform().daemon().name("mien-pauses").start(this::run);
  }

  private void run() {
    while (!closed) {
      tick();
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  synchronized void tick() {
    long now = nanoTime.getAsLong();
    if (now - tickedAt > PAUSE.toNanos()) {
      // Fenced before the tick is seen: whoever sees the tick sees the fence.
      pausedAt = now;
      fenced = true;
    }
    tickedAt = now;
  }

  /** Whether there was a pause that nobody has caught up on. */
  boolean isFenced() {
    return nanoTime.getAsLong() - tickedAt > PAUSE.toNanos() || fenced;
  }

  /** When the last pause ended, as this watch's time has it; what was heard before is not news. */
  long pausedAt() {
    return pausedAt;
  }

  /** This node knows again what the others know, as of {@code since}. */
  synchronized void caughtUp(long since) {
    if (since - pausedAt > 0) {
      fenced = false;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
