package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import dev.mien.load.Recorder.Window;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions over several nodes in turn, one of which dies after a third of the time: by this run's
 * hand if it was given the process, else by the operator's. A call that the dead node does not
 * answer is made once more on another; what counts is what visitors see.
 */
final class NodeKilled implements Plan {
  private final Settings settings;
  private final Decisions decisions;
  private final long killAt;

  NodeKilled(Settings settings) {
    if (settings.target().baseUrls().size() < 2) {
      throw new IllegalArgumentException(
          "-Dmien.baseUrl must name at least two nodes, with commas between them");
    }
    this.settings = settings;
    this.decisions = new Decisions(settings);
    this.killAt = settings.arrival().duration().toSeconds() / 3;
  }

  @Override
  public List<PopulationBuilder> populations() {
    return List.of(
        decisions
            .scenarioOfOne()
            .injectOpen(
                constantUsersPerSec(settings.arrival().rate())
                    .during(settings.arrival().duration())));
  }

  /** None of Gatling's: it counts first attempts, which may fail. */
  @Override
  public List<Assertion> assertions() {
    return List.of();
  }

  @Override
  public HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol.shareConnections();
  }

  @Override
  public void begin() {
    settings
        .staging()
        .pid()
        .ifPresentOrElse(
            pid -> Thread.ofVirtual().name("killer").start(() -> kill(pid)),
            () -> System.out.printf("kill a node in about %d s%n", killAt));
  }

  private void kill(long pid) {
    try {
      Thread.sleep(Duration.ofSeconds(killAt));
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Findings finish() {
    Recorder recorder = decisions.recorder();
    long all = settings.arrival().duration().toSeconds();
    long worst = 0;
    for (long second = 1; second < all; second++) {
      if (slowest(second) > slowest(worst)) {
        worst = second;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("first third: " + Lines.of(recorder.window(0, killAt)));
    lines.add("after it:    " + Lines.of(recorder.window(killAt, Long.MAX_VALUE)));
    lines.add(
        "slowest second: the %dth, %s"
            .formatted(worst + 1, Lines.of(recorder.window(worst, worst + 1))));
    lines.add("calls made once more on another node: %,d".formatted(decisions.retried()));
    Window whole = recorder.all();
    double most = settings.thresholds().failedPercent();
    List<String> broken = new ArrayList<>();
    if (whole.failedPercent() > most) {
      broken.add("more than " + most + " % of the visitors' calls failed on both nodes");
    }
    if (whole.percentileMillis(99) > settings.thresholds().p99Millis()) {
      broken.add("p99 is above " + settings.thresholds().p99Millis() + " ms");
    }
    return new Findings(lines, broken);
  }

  private double slowest(long second) {
    return decisions.recorder().window(second, second + 1).percentileMillis(100);
  }
}
