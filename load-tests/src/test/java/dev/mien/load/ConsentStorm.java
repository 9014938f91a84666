package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.mien.load.Recorder.Window;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Many sessions that begin within a third of the time, and at half time all consent to less,
 * withdraw or have themselves erased, a third of them each; then every capsule from before must be
 * refused. Ordinary decisions go on all the while, and must not be slower for it.
 */
final class ConsentStorm implements Plan {
  private static final String WISH = "wish";
  private static final String OLD = "old capsule";
  private static final String DUE = "due";
  private static final List<String> WISHES = List.of("narrow", "withdraw", "erase");

  private final Settings settings;
  private final Bodies bodies;
  private final Decisions decisions;
  private final Recorder storm = new Recorder();
  private volatile long moment;

  ConsentStorm(Settings settings) {
    this.settings = settings;
    this.bodies = new Bodies(settings.site());
    this.decisions = new Decisions(settings);
  }

  @Override
  public void begin() {
    moment = System.nanoTime() + settings.arrival().duration().toNanos() / 2;
  }

  @Override
  public List<PopulationBuilder> populations() {
    Duration duration = settings.arrival().duration();
    return List.of(
        decisions
            .scenarioOfOne()
            .injectOpen(constantUsersPerSec(settings.arrival().rate()).during(duration)),
        all().injectOpen(rampUsers(settings.staging().sessions()).during(duration.dividedBy(3))));
  }

  private ScenarioBuilder all() {
    return scenario("storm")
        .exec(
            feed(Visitors.of(settings, "storm")),
            exec(Calls.inSession("consent", bodies::consenting)).exitHereIfFailed(),
            exec(this::wish),
            pause(_ -> Duration.ofNanos(Math.max(0, moment - System.nanoTime()))),
            exec(visitor -> visitor.set(DUE, storm.begin())),
            doSwitch("#{" + WISH + "}")
                .on(
                    onCase(WISHES.get(0)).then(Calls.narrow("consent to less", bodies)),
                    onCase(WISHES.get(1)).then(Calls.withdraw("withdraw")),
                    onCase(WISHES.get(2)).then(Calls.erase("erase"))),
            exec(this::settle),
            CoreDsl.exitHereIfFailed(),
            oldCapsule());
  }

  private Session wish(Session visitor) {
    return visitor
        .set(WISH, WISHES.get(wish(visitor.userId())))
        .set(OLD, visitor.getString(Capsules.CAPSULE));
  }

  // Who has consented to one purpose only can consent to nothing less but withdraw.
  private int wish(long visitor) {
    int wish = (int) (visitor % WISHES.size());
    return settings.site().purposes().size() == 1 ? Math.max(1, wish) : wish;
  }

  private Session settle(Session visitor) {
    if (visitor.isFailed()) {
      storm.failed(visitor.getLong(DUE));
    } else {
      storm.answered(visitor.getLong(DUE));
    }
    return visitor;
  }

  private ChainBuilder oldCapsule() {
    Function<Session, String> body = visitor -> bodies.page(visitor, Bodies.likedView(visitor));
    return exec(visitor -> visitor.set(Capsules.CAPSULE, visitor.getString(OLD)))
        .doIfOrElse(visitor -> WISHES.getFirst().equals(visitor.getString(WISH)))
        .then(Calls.outdated("capsule that allows more", body))
        .orElse(Calls.refused("capsule that has ended", body));
  }

  /** Only failures: the answers of the storm may be slow, those beside it may not. */
  @Override
  public List<Assertion> assertions() {
    return List.of(
        CoreDsl.global().failedRequests().percent().lte(settings.thresholds().failedPercent()));
  }

  @Override
  public HttpProtocolBuilder over(HttpProtocolBuilder protocol) {
    return protocol.shareConnections();
  }

  @Override
  public Findings finish() {
    long half = settings.arrival().duration().toSeconds() / 2;
    Recorder beside = decisions.recorder();
    Window during = beside.window(half - 1, half + 4);
    List<String> lines = new ArrayList<>();
    lines.add("storm: " + Lines.of(storm.all()));
    lines.add("all of it was over within " + Lines.millis(storm.all().percentileMillis(100)));
    lines.add("decisions before it: " + Lines.of(beside.window(1, half - 1)));
    lines.add("decisions beside it: " + Lines.of(during));
    int most = settings.thresholds().p99Millis();
    return new Findings(
        lines,
        during.percentileMillis(99) > most
            ? List.of("p99 of decisions beside the storm is above " + most + " ms")
            : List.of());
  }
}
