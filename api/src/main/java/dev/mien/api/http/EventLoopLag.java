package dev.mien.api.http;

import dev.mien.api.metrics.Meters;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * How late one event loop runs, seen from that loop: a timer that should tick every {@value
 * #PERIOD_MILLIS} ms, and how long ago it did.
 */
final class EventLoopLag {
  private static final int PERIOD_MILLIS = 100;
  private static final long PERIOD_NANOS = PERIOD_MILLIS * 1_000_000L;

  private final LongSupplier nanoTime;
  private long tickedAt;

  EventLoopLag(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.tickedAt = nanoTime.getAsLong();
  }

  /** Starts ticking on the event loop of the caller. */
  void begin(Vertx vertx, Meters meters) {
    tickedAt = nanoTime.getAsLong();
    vertx.setPeriodic(
        PERIOD_MILLIS,
        _ -> {
          long now = nanoTime.getAsLong();
          meters.lag(nanos(now));
          tickedAt = now;
        });
  }

  /** How late the loop is now, in nanoseconds; at least 0. */
  long nanos(long now) {
    return Math.max(0, now - tickedAt - PERIOD_NANOS);
  }
}
