package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

/**
 * A shop on an ordinary day: newcomers, sessions that carry their capsule, journeys to a purchase,
 * people who refuse, and a few who have everything erased.
 */
public final class ShopTraffic extends Simulation {
  private final Settings settings = Settings.ofSystemProperties();

  {
    Settings.Thresholds thresholds = settings.thresholds();
    setUp(new Journeys(settings).all())
        .protocols(protocol())
        .assertions(
            global().responseTime().percentile(95).lte(thresholds.p95Millis()),
            global().responseTime().percentile(99).lte(thresholds.p99Millis()),
            global().failedRequests().percent().lte(thresholds.failedPercent()));
  }

  private HttpProtocolBuilder protocol() {
    HttpProtocolBuilder plain =
        http.baseUrl(settings.baseUrl())
            .acceptHeader("application/json")
            .contentTypeHeader("application/json")
            .userAgentHeader("mien-load-tests");
    return settings.origin().map(plain::originHeader).orElse(plain);
  }
}
