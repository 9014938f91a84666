package dev.mien.api.ops;

import dev.mien.api.http.Permission;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is measured, as Prometheus reads it. */
public final class Scrape implements AutoCloseable {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  public Scrape() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    ManagementFactory.getGarbageCollectorMXBeans().forEach(this::pauses);
  }

  /**
   * Asked when it is read. Micrometer's own meters of collections have Java tell of each: a thread
   * that takes the core for a fifth of the pause again, at once after it, while requests wait.
   */
  private void pauses(GarbageCollectorMXBean collector) {
    FunctionTimer.builder(
            "jvm.gc.pause",
            collector,
            GarbageCollectorMXBean::getCollectionCount,
            GarbageCollectorMXBean::getCollectionTime,
            TimeUnit.MILLISECONDS)
        .description("Time that the collector of garbage held all threads up")
        .tag("gc", collector.getName())
        .register(registry);
  }

  /** What meters register with. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
                "/metrics",
                context ->
                    Replies.body(context, 200, CONTENT_TYPE, Buffer.buffer(registry.scrape())))
            .needs(Permission.OPEN));
  }

  @Override
  public void close() {
    registry.close();
  }
}
