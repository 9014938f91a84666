package dev.mien.api.http;

import dev.mien.api.config.Limits;
import dev.mien.api.metrics.Meters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a listener is to be.
 *
 * @param name as metrics have it
 */
public record Plan(String name, Address address, Limits limits, Surface surface, Upkeep upkeep) {
  /** Where to listen; port 0 is any that is free. */
  public record Address(String host, int port) {}

  /**
   * What is served.
   *
   * @param first handlers that every request passes before its route, in order
   */
  public record Surface(
      List<Handler<RoutingContext>> first, List<Route> routes, Optional<Fast> fast) {
    public Surface {
      first = List.copyOf(first);
      routes = List.copyOf(routes);
    }

    /** One without short ways. */
    public Surface(List<Handler<RoutingContext>> first, List<Route> routes) {
      this(first, routes, Optional.empty());
    }
  }

  /**
   * The short ways to some of the routes.
   *
   * @param sites whose pages may read answers, as a handler that is passed first has it
   */
  public record Fast(Sites sites, List<FastRoute> routes) {
    public Fast {
      routes = List.copyOf(routes);
    }
  }

  /**
   * What keeps it in order.
   *
   * @param drainMax how long what is in flight may take once it stops
   * @param nanoTime the clock that rates and lag are measured by
   */
  public record Upkeep(Meters meters, Drain drain, Duration drainMax, LongSupplier nanoTime) {}
}
