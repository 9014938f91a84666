package dev.mien.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.IntStream;

/** How often one route was answered, by class of status. For any number of threads. */
public final class RouteMeter {
  private static final int CLASSES = 5;

  private final List<Counter> byClass;

  RouteMeter(MeterRegistry registry, String listener, String route) {
    this.byClass =
        IntStream.rangeClosed(1, CLASSES)
            .mapToObj(
                number ->
                    Counter.builder("mien.requests")
                        .tag("listener", listener)
                        .tag("route", route)
                        .tag("status", number + "xx")
                        .register(registry))
            .toList();
  }

  public void answered(int status) {
    int number = Math.clamp(status / 100, 1, CLASSES);
    byClass.get(number - 1).increment();
  }
}
