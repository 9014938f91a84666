package dev.mien.api.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests a node takes: so many a second in the long run, and a burst after a pause. It
 * knows nothing of who asks. For any number of threads.
 *
 * <p>This is the generic cell rate algorithm (ITU-T I.371): one number, the moment at which the
 * bucket would be full again, moved on by each request; a request that would move it further than a
 * burst ahead of now is refused. One compare-and-set for each request.
 */
public final class TokenBucket {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final LongSupplier nanoTime;
  private final long nanosPerRequest;
  private final long burstNanos;
  private final AtomicLong fullAt;

  public TokenBucket(int perSecondMax, int burstMax, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nanosPerRequest = Math.max(1, NANOS_PER_SECOND / perSecondMax);
    this.burstNanos = nanosPerRequest * burstMax;
    this.fullAt = new AtomicLong(nanoTime.getAsLong());
  }

  /** Gives back what the last {@link #take} took: its request is asked for again. */
  void giveBack() {
    fullAt.addAndGet(-nanosPerRequest);
  }

  /** Whether one more request is taken. */
  public boolean take() {
    while (true) {
      long now = nanoTime.getAsLong();
      long before = fullAt.get();
      long from = before - now > 0 ? before : now;
      long after = from + nanosPerRequest;
      if (after - now > burstNanos) {
        return false;
      }
      if (fullAt.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
