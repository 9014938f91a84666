package dev.mien.faults;

import dev.mien.faults.Wire.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers a node shows to Prometheus, at one time.
 *
 * @param values by name with labels, as they are written
 */
record Metrics(Map<String, Double> values) {
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final String LAG = "mien_event_loop_lag_seconds_";

  Metrics {
    values = Map.copyOf(values);
  }

  /** Empty where the node does not answer. */
  static Metrics of(MienNode node) {
    Map<String, Double> values = new HashMap<>();
    node.admin(Request.get("/metrics"), MOST)
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int end = line.lastIndexOf(' ');
              if (end > 0) {
                values.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
              }
            });
    return new Metrics(values);
  }

  OptionalDouble value(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** How often an event loop ran later than 50 ms, since the node began. */
  double lateLoops() {
    double all = value(LAG + "count").orElse(0);
    return all - value(LAG + "bucket{le=\"0.05\"}").orElse(all);
  }
}
