package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sessions that look at page after page as visitors of a real shop did. */
final class RecordedJourneys implements Plan {
  private static final String PAGES = "looked at";
  private static final String PAGE = "page";

  private final Settings settings;
  private final Bodies bodies;
  private final Clicks clicks;

  RecordedJourneys(Settings settings) {
    this.settings = settings;
    this.bodies = new Bodies(settings.site());
    this.clicks = Clicks.of(settings.staging().clicks(), settings.arrival().seed());
  }

  @Override
  public List<PopulationBuilder> populations() {
    return List.of(
        Arrivals.of(
            scenario("recorded journeys")
                .exec(
                    feed(Visitors.of(settings, "recorded")),
                    feed(new Pages(clicks)),
                    exec(Calls.inSession("consent", bodies::consenting)).exitHereIfFailed(),
                    foreach("#{" + PAGES + "}", PAGE)
                        .on(
                            Journeys.think(),
                            Calls.inSession(
                                "page", visitor -> bodies.page(visitor, view(visitor))))),
            settings,
            100));
  }

  private String view(Session visitor) {
    List<String> categories = settings.site().categories();
    return Bodies.pageView(categories.get(visitor.getInt(PAGE) % categories.size()));
  }

  @Override
  public List<Assertion> assertions() {
    return Plan.within(settings.thresholds());
  }

  @Override
  public Findings finish() {
    return new Findings(List.of(clicks.source()), List.of());
  }

  /** Feeds one journey to each visitor. */
  private record Pages(Clicks clicks) implements Iterator<Map<String, Object>> {
    @Override
    public boolean hasNext() {
      return clicks.hasNext();
    }

    @Override
    public Map<String, Object> next() {
      return Map.of(PAGES, Objects.requireNonNull(clicks.next()));
    }
  }
}
