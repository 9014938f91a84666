package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;

import dev.mien.load.Recorder.Window;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decisions at a constant rate, in windows: in every second one editions are published one after
 * the other, in those between none is. The first window is for warming up, and so is the first
 * second of each.
 */
final class PublishUnderLoad implements Plan {
  private final Settings settings;
  private final Decisions decisions;
  private final Editions editions;
  private volatile boolean isOver;

  PublishUnderLoad(Settings settings) {
    this.settings = settings;
    this.decisions = new Decisions(settings);
    this.editions = Editions.of(settings.target());
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

  @Override
  public List<Assertion> assertions() {
    return List.of(global().failedRequests().percent().lte(settings.thresholds().failedPercent()));
  }

  @Override
  public HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol.shareConnections();
  }

  @Override
  public void begin() {
    Thread.ofVirtual().name("publications").start(this::publish);
  }

  private void publish() {
    try {
      while (!isOver) {
        Duration elapsed = decisions.recorder().elapsed();
        if (isPublishing(elapsed.toSeconds() / seconds())
            && elapsed.compareTo(settings.arrival().duration()) < 0) {
          editions.publishAgain();
          Thread.sleep(settings.staging().every());
        } else {
          Thread.sleep(Duration.ofMillis(20));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isPublishing(long window) {
    return window % 2 == 1;
  }

  private long seconds() {
    return settings.staging().window().toSeconds();
  }

  @Override
  public Findings finish() {
    isOver = true;
    List<String> lines = new ArrayList<>();
    Window quiet = Window.nothing();
    Window publishing = Window.nothing();
    for (long at = 1; at < settings.arrival().duration().toSeconds() / seconds(); at++) {
      Window window = decisions.recorder().window(at * seconds() + 1, (at + 1) * seconds());
      if (isPublishing(at)) {
        publishing = publishing.with(window);
      } else {
        quiet = quiet.with(window);
      }
      lines.add(
          "window %d, %s: %s"
              .formatted(at, isPublishing(at) ? "publishing" : "quiet", Lines.of(window)));
    }
    lines.add(editions.told());
    double added = 100 * (publishing.percentileMillis(99) / quiet.percentileMillis(99) - 1);
    lines.add(
        String.format(
            Locale.ROOT,
            "p99 %s while publishing, %s without: %+.0f %%",
            Lines.millis(publishing.percentileMillis(99)),
            Lines.millis(quiet.percentileMillis(99)),
            added));
    List<String> broken = new ArrayList<>(editions.refused());
    if (quiet.due() == 0 || publishing.due() == 0) {
      broken.add("too short: -Dmien.duration must hold at least three times -Dmien.window");
    }
    if (editions.published() == 0) {
      broken.add("no edition was published");
    }
    if (added > settings.thresholds().addedPercent()) {
      broken.add("publishing adds more than " + settings.thresholds().addedPercent() + " % to p99");
    }
    return new Findings(lines, broken);
  }
}
