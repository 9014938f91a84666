package dev.mien.api.http;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Plan.Address;
import dev.mien.api.http.Plan.Surface;
import dev.mien.api.http.Plan.Upkeep;
import dev.mien.api.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A listener with a clock that stands still, or leaps whenever it is looked at. */
public final class Harness {
  public static final Limits LIMITS =
      new Limits(
          Limits.Body.standard(),
          new Limits.Traffic(1_000, 1_000, 100, 100),
          new Limits.Time(
              Duration.ofSeconds(30),
              Duration.ofSeconds(20),
              new Limits.Lag(Duration.ofMillis(20), Duration.ofSeconds(5))));

  private final AtomicLong nanoTime = new AtomicLong();
  volatile long leapNanos;
  final Drain drain = new Drain();

  public Future<Listener.Listening> listen(Vertx vertx, Duration drainMax, Route... routes) {
    return listen(vertx, drainMax, new Surface(List.of(), List.of(routes)));
  }

  Future<Listener.Listening> listen(Vertx vertx, Duration drainMax, Surface surface) {
    Meters meters = new Meters(new SimpleMeterRegistry());
    Plan plan =
        new Plan(
            "test",
            new Address("127.0.0.1", 0),
            LIMITS,
            surface,
            new Upkeep(meters, drain, drainMax, () -> nanoTime.addAndGet(leapNanos)));
    return Listener.listen(vertx, plan, 1);
  }
}
