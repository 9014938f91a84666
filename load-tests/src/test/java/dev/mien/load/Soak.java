package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import dev.mien.load.Recorder.Window;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Visitors and decisions for a long time. Sessions end and are erased all the while, so what leaks
 * shows: the median of each tenth of the time is held against the second tenth, the first being for
 * warming up.
 */
final class Soak implements Plan {
  private static final int TENTHS = 10;

  private final Settings settings;
  private final Decisions decisions;

  Soak(Settings settings) {
    this.settings = settings;
    this.decisions = new Decisions(settings);
  }

  @Override
  public List<PopulationBuilder> populations() {
    List<PopulationBuilder> all = new ArrayList<>(new Journeys(settings).all());
    all.add(
        decisions
            .scenarioOfOne()
            .injectOpen(
                constantUsersPerSec(settings.arrival().rate())
                    .during(settings.arrival().duration().plus(settings.arrival().ramp()))));
    return all;
  }

  @Override
  public List<Assertion> assertions() {
    return Plan.within(settings.thresholds());
  }

  @Override
  public Findings finish() {
    List<String> lines = new ArrayList<>();
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      lines.add("%2d/10: %s".formatted(tenth + 1, Lines.of(tenth(tenth))));
    }
    double drift = tenth(TENTHS - 1).percentileMillis(50) / tenth(1).percentileMillis(50);
    lines.add(
        String.format(
            Locale.ROOT, "drift: the last tenth's median is %.2f times the second's", drift));
    return new Findings(
        lines,
        drift > settings.thresholds().drift()
            ? List.of("the median drifted by more than " + settings.thresholds().drift() + " times")
            : List.of());
  }

  private Window tenth(int tenth) {
    long all = settings.arrival().duration().plus(settings.arrival().ramp()).toSeconds();
    return decisions.recorder().window(all * tenth / TENTHS, all * (tenth + 1) / TENTHS);
  }
}
