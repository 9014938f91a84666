package dev.mien.load;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.List;

/** Decisions at a steady rate after a ramp. */
final class Baseline implements Plan {
  private final Settings settings;
  private final Decisions decisions;

  Baseline(Settings settings) {
    this.settings = settings;
    this.decisions = new Decisions(settings);
  }

  @Override
  public List<PopulationBuilder> populations() {
    return List.of(Arrivals.of(decisions.scenarioOfOne(), settings, 100));
  }

  @Override
  public List<Assertion> assertions() {
    return Plan.within(settings.thresholds());
  }

  @Override
  public HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol.shareConnections();
  }

  @Override
  public Findings finish() {
    long ramp = settings.arrival().ramp().toSeconds();
    Recorder.Window steady = decisions.recorder().window(ramp, Long.MAX_VALUE);
    return new Findings(
        List.of("steady after %d s: %s".formatted(ramp, Lines.of(steady))), List.of());
  }
}
