package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;

/** What visitors of each kind do, from coming to leaving. */
final class Journeys {
  private final Settings settings;
  private final Bodies bodies;

  Journeys(Settings settings) {
    this.settings = settings;
    this.bodies = new Bodies(settings.site());
  }

  /** A kind of visitor, and its share of all of them in percent. */
  private record Kind(ScenarioBuilder scenario, int percent) {}

  /** All kinds of visitors, each as often as it comes. */
  List<PopulationBuilder> all() {
    List<Kind> kinds =
        List.of(
            new Kind(newcomers(), 40),
            new Kind(returning(), 30),
            new Kind(buyers(), 15),
            new Kind(refusers(), 12),
            new Kind(erasers(), 3));
    return kinds.stream()
        .map(kind -> Arrivals.of(kind.scenario(), settings, kind.percent()))
        .toList();
  }

  /** Nobody has asked them anything yet. */
  private ScenarioBuilder newcomers() {
    return scenario("newcomers")
        .exec(
            feed(Visitors.of(settings, "newcomers")),
            Calls.contextual("first page, newcomer", bodies::contextual),
            think(),
            Calls.contextual("next page, newcomer", bodies::contextual));
  }

  /** They consent, look at several pages, and hand on the capsule from each to the next. */
  private ScenarioBuilder returning() {
    return scenario("returning sessions")
        .exec(
            feed(Visitors.of(settings, "returning")),
            consent(),
            repeat(visitor -> visitor.getInt("pages"), "page")
                .on(
                    think(),
                    Calls.inSession(
                        "next page, session",
                        visitor -> bodies.page(visitor, Bodies.likedView(visitor)))));
  }

  /** From the first page by way of the sale, a question and the basket to the purchase. */
  private ScenarioBuilder buyers() {
    return scenario("journeys")
        .exec(
            feed(Visitors.of(settings, "buyers")),
            consent(),
            think(),
            Calls.inSession("browse", visitor -> bodies.page(visitor, Bodies.likedView(visitor))),
            repeat(3, "page")
                .on(
                    think(),
                    Calls.inSession(
                        "sale", visitor -> bodies.page(visitor, Bodies.pageView("sale")))),
            think(),
            Calls.report("help", visitor -> bodies.report(visitor, Bodies.askHelp("returns"))),
            think(),
            Calls.inSession(
                "basket", visitor -> bodies.basket(visitor, Bodies.addToBasket(visitor))),
            think(),
            Calls.inSession("purchase", visitor -> bodies.page(visitor, Bodies.purchase(visitor))),
            think(),
            Calls.inSession(
                "after the purchase", visitor -> bodies.page(visitor, Bodies.pageView("home"))));
  }

  /** They say no: one half at once, the other half after a while. */
  private ScenarioBuilder refusers() {
    ChainBuilder atOnce =
        exec(
            Calls.contextual("refuse", bodies::refusal),
            think(),
            Calls.contextual("next page, refused", bodies::contextual));
    ChainBuilder later =
        exec(
            consent(),
            think(),
            Calls.withdraw("withdraw"),
            think(),
            Calls.contextual("next page, withdrawn", bodies::contextual));
    return scenario("refusers")
        .exec(feed(Visitors.of(settings, "refusers")))
        .doIfOrElse(visitor -> visitor.getInt("pages") % 2 == 0)
        .then(atOnce)
        .orElse(later);
  }

  /** They look at what is held, have it destroyed, and try the old capsule. */
  private ScenarioBuilder erasers() {
    return scenario("erasers")
        .exec(
            feed(Visitors.of(settings, "erasers")),
            consent(),
            think(),
            Calls.look("what is held"),
            think(),
            Calls.erase("erase"),
            Calls.refused(
                "old capsule", visitor -> bodies.page(visitor, Bodies.likedView(visitor))));
  }

  // Whoever got no capsule has none to carry on: a failure counts once, not once more on each page.
  private ChainBuilder consent() {
    return exec(Calls.inSession("consent", bodies::consenting)).exitHereIfFailed();
  }

  /** The visitor's next pause; the last one serves for all that come after it. */
  static ChainBuilder think() {
    return exec(visitor -> visitor.set("pausesMade", made(visitor) + 1))
        .exec(pause(Journeys::nextPause));
  }

  private static int made(Session visitor) {
    return visitor.contains("pausesMade") ? visitor.getInt("pausesMade") : 0;
  }

  private static Duration nextPause(Session visitor) {
    List<Integer> pauses = visitor.getList("pauses");
    return Duration.ofMillis(pauses.get(made(visitor) % pauses.size()));
  }
}
