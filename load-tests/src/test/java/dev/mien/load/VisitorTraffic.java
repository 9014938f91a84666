package dev.mien.load;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.List;

/**
 * Visitors of five kinds, from coming to leaving: newcomers, sessions that carry their capsule,
 * journeys to a purchase, people who refuse, and a few who have everything erased.
 */
record VisitorTraffic(Settings settings) implements Plan {
  @Override
  public List<PopulationBuilder> populations() {
    return new Journeys(settings).all();
  }

  @Override
  public List<Assertion> assertions() {
    return Plan.within(settings.thresholds());
  }
}
