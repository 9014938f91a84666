package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import dev.mien.load.Recorder.Window;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Decisions in steps of a constant rate, each higher than the one before, until one breaks a
 * threshold. The highest rate that held is what the node can do. The first step comes twice, once
 * to warm everything up.
 */
final class Saturation implements Plan {
  /** How long the last calls of a step may take to count for it. */
  private static final long GRACE_SECONDS = 1;

  /** A generator that makes fewer calls than this part of those asked is itself the limit. */
  private static final double ASKED_LEAST = 0.9;

  private static final int NONE = -1;

  private final Settings settings;
  private final Decisions decisions;
  private final AtomicInteger judged = new AtomicInteger(NONE);
  private volatile int broken = NONE;

  Saturation(Settings settings) {
    this.settings = settings;
    this.decisions = new Decisions(settings);
  }

  @Override
  public List<PopulationBuilder> populations() {
    OpenInjectionStep[] steps =
        IntStream.range(-1, settings.staging().steps())
            .mapToObj(
                step ->
                    constantUsersPerSec(rate(Math.max(0, step)))
                        .during(settings.staging().window()))
            .toArray(OpenInjectionStep[]::new);
    return List.of(
        scenario("steps")
            .exec(decisions.one())
            .exec(stopLoadGeneratorIf("a step did not hold", _ -> isBroken()))
            .injectOpen(steps));
  }

  /** None: it is meant to break, and says itself where. */
  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol.shareConnections();
  }

  private double rate(int step) {
    return settings.arrival().rate() * Math.pow(settings.staging().growth(), step);
  }

  private long seconds() {
    return settings.staging().window().toSeconds();
  }

  private boolean isBroken() {
    long elapsed = decisions.recorder().elapsed().toSeconds();
    int over = (int) ((elapsed - GRACE_SECONDS) / seconds()) - 2;
    int before = judged.get();
    if (over > before && judged.compareAndSet(before, over) && !holds(window(over))) {
      broken = over;
    }
    return broken != NONE;
  }

  private Window window(int step) {
    return decisions.recorder().window((step + 1) * seconds(), (step + 2) * seconds());
  }

  private boolean holds(Window window) {
    return window.percentileMillis(99) <= settings.thresholds().p99Millis()
        && window.failedPercent() <= settings.thresholds().failedPercent();
  }

  @Override
  public Findings finish() {
    List<String> lines = new ArrayList<>();
    int last = broken == NONE ? settings.staging().steps() - 1 : broken;
    int held = NONE;
    for (int step = 0; step <= last; step++) {
      Window window = window(step);
      boolean made = window.due() >= rate(step) * seconds() * ASKED_LEAST;
      if (holds(window) && made && held == step - 1) {
        held = step;
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "%,8.0f a second: %s%s%s",
              rate(step),
              Lines.of(window),
              holds(window) ? "" : " – broken",
              made ? "" : " – the generator made fewer than were asked: it is the limit"));
    }
    lines.add(verdict(held));
    return new Findings(
        lines,
        held == NONE
            ? List.of("already the first step of the saturation did not hold")
            : List.of());
  }

  private String verdict(int held) {
    String limits =
        "p99 of %d ms and %s %% failed"
            .formatted(settings.thresholds().p99Millis(), settings.thresholds().failedPercent());
    if (held == NONE) {
      return "saturation: less than %,.0f decisions a second within %s".formatted(rate(0), limits);
    }
    String holds =
        "saturation: %,.0f decisions a second hold within %s".formatted(rate(held), limits);
    if (held == settings.staging().steps() - 1) {
      return holds + "; so did all steps: begin higher with -Dmien.rate";
    }
    return holds(window(held + 1))
        ? holds + "; more than that this generator does not make"
        : "%s, %,.0f do not".formatted(holds, rate(held + 1));
  }
}
