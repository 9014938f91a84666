package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import dev.mien.load.Recorder.Window;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decisions in three equal times: at the rate, at many times the rate, at the rate again. */
final class Spike implements Plan {
  private final Settings settings;
  private final Decisions decisions;
  private final long third;

  Spike(Settings settings) {
    this.settings = settings;
    this.decisions = new Decisions(settings);
    this.third = Math.max(2, settings.arrival().duration().toSeconds() / 3);
  }

  @Override
  public List<PopulationBuilder> populations() {
    double rate = settings.arrival().rate();
    Duration time = Duration.ofSeconds(third);
    return List.of(
        decisions
            .scenarioOfOne()
            .injectOpen(
                constantUsersPerSec(rate).during(time),
                constantUsersPerSec(rate * settings.staging().peak()).during(time),
                constantUsersPerSec(rate).during(time)));
  }

  /** None over all of it: each time has its own. */
  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol.shareConnections();
  }

  @Override
  public Findings finish() {
    Settings.Thresholds thresholds = settings.thresholds();
    Recorder recorder = decisions.recorder();
    long calm = recovered(thresholds.p99Millis());
    Window after = recorder.window(2 * third + calm, 3 * third);
    List<String> lines =
        List.of(
            "before:  " + Lines.of(recorder.window(0, third)),
            "spike:   " + Lines.of(recorder.window(third, 2 * third)),
            "after:   " + Lines.of(recorder.window(2 * third, 3 * third)),
            calm == third
                ? "it did not come back within %d s".formatted(third)
                : "it was back within %d s of the end of the spike".formatted(calm));
    List<String> broken = new ArrayList<>();
    if (calm == third || after.percentileMillis(99) > thresholds.p99Millis()) {
      broken.add("p99 after the spike stays above " + thresholds.p99Millis() + " ms");
    }
    if (recorder.all().failedPercent() > thresholds.failedPercent()) {
      broken.add("more than " + thresholds.failedPercent() + " % failed");
    }
    return new Findings(lines, broken);
  }

  /** The seconds after the spike until one keeps within the threshold. */
  private long recovered(int p99Millis) {
    for (long second = 0; second < third; second++) {
      Window window = decisions.recorder().window(2 * third + second, 2 * third + second + 1);
      if (window.percentileMillis(99) <= p99Millis) {
        return second;
      }
    }
    return third;
  }
}
