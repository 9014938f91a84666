package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.global;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.List;

/** One run: who comes and when, and what must hold of it. */
interface Plan {
  /** Who comes. */
  List<PopulationBuilder> populations();

  /** What Gatling checks at the end, over all requests. */
  List<Assertion> assertions();

  /** What the plan wants to be different about connections. */
  default HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol;
  }

  /** Begins what goes on beside the traffic. */
  default void begin() {}

  /** Ends what went on beside the traffic, and says what the run came to. */
  default Findings finish() {
    return new Findings(List.of(), List.of());
  }

  /** What must hold of the answers of all requests together. */
  static List<Assertion> within(Settings.Thresholds thresholds) {
    return List.of(
        global().responseTime().percentile(95).lte(thresholds.p95Millis()),
        global().responseTime().percentile(99).lte(thresholds.p99Millis()),
        global().failedRequests().percent().lte(thresholds.failedPercent()));
  }
}
