package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * How visitors come: in an open model, so many a second whatever the server does. A slow server
 * gets no rest by it, as it would get none from people.
 */
final class Arrivals {
  private Arrivals() {}

  /** As many as {@code percent} of all visitors. */
  static PopulationBuilder of(ScenarioBuilder scenario, Settings settings, int percent) {
    double rate = settings.arrival().rate() * percent / 100;
    return scenario.injectOpen(
        rampUsersPerSec(rate / 10).to(rate).during(settings.arrival().ramp()),
        constantUsersPerSec(rate).during(settings.arrival().duration()));
  }
}
