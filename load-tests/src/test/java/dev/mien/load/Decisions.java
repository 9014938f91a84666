package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Decisions one by one: whoever comes makes one call and goes, so that the rate of visitors is the
 * rate of calls. Some ask without a session; the others go on with one, whose capsule the call
 * before it brought.
 *
 * <p>A call that nobody answers, or that a node sheds, is made once more on another node where
 * there are several. It counts from when it was first due.
 */
final class Decisions {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final int TOO_MANY = 429;
  private static final int FAULT = 500;

  private static final String CALL = "call";
  private static final String DUE = "due";
  private static final String CONTEXTUAL = "contextual";
  private static final String BEGIN = "begin";
  private static final String GO_ON = "go on";

  private final Settings settings;
  private final Bodies bodies;
  private final Balancer balancer;
  private final Capsules capsules;
  private final Recorder recorder = new Recorder();
  private final LongAdder retried = new LongAdder();

  Decisions(Settings settings) {
    this.settings = settings;
    this.bodies = new Bodies(settings.site());
    this.balancer = new Balancer(settings.target().baseUrls());
    this.capsules = new Capsules(settings.staging().sessions());
  }

  /** What came of them. */
  Recorder recorder() {
    return recorder;
  }

  /** How many were made once more on another node. */
  long retried() {
    return retried.sum();
  }

  ScenarioBuilder scenarioOfOne() {
    return scenario("decisions").exec(one());
  }

  /** Whether a visitor asks without a session, in the share of all that is wanted. */
  private static final class Shares implements Iterator<Map<String, Object>> {
    private final RandomGenerator random;
    private final int contextualPercent;

    Shares(Settings settings) {
      random = new SplittableRandom(settings.arrival().seed());
      contextualPercent = settings.staging().contextualPercent();
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Map<String, Object> next() {
      return Map.of(CALL, random.nextInt(100) < contextualPercent ? CONTEXTUAL : GO_ON);
    }
  }

  /** One decision of one visitor. */
  ChainBuilder one() {
    return exec(
            feed(Visitors.of(settings, "decisions")),
            feed(new Shares(settings)),
            doIf(visitor -> !isContextual(visitor)).then(feed(capsules)))
        .exec(this::begin)
        .exec(attempt(""))
        .exec(
            doIf(this::isWorthAnother)
                .then(exec(this::goElsewhere).exec(attempt(", on another node"))))
        .exec(this::settle);
  }

  private ChainBuilder attempt(String more) {
    return exec(
        doSwitch("#{" + CALL + "}")
            .on(
                onCase(CONTEXTUAL)
                    .then(
                        Calls.contextual("contextual" + more, bodies::contextual)
                            .requestTimeout(ANSWER_MAX)),
                onCase(BEGIN)
                    .then(
                        Calls.inSession("session begins" + more, bodies::consenting)
                            .requestTimeout(ANSWER_MAX)),
                onCase(GO_ON)
                    .then(
                        Calls.inSession(
                                "session goes on" + more,
                                visitor -> bodies.page(visitor, Bodies.likedView(visitor)))
                            .requestTimeout(ANSWER_MAX))));
  }

  private Session begin(Session visitor) {
    String call = isContextual(visitor) ? CONTEXTUAL : hasCapsule(visitor) ? GO_ON : BEGIN;
    return visitor.set(CALL, call).set(Calls.BASE, balancer.next()).set(DUE, recorder.begin());
  }

  private boolean isWorthAnother(Session visitor) {
    if (!visitor.isFailed() || settings.target().baseUrls().size() == 1) {
      return false;
    }
    int status = visitor.contains(Calls.STATUS) ? visitor.getInt(Calls.STATUS) : FAULT;
    return status == TOO_MANY || status >= FAULT;
  }

  private Session goElsewhere(Session visitor) {
    retried.increment();
    balancer.leaveOut(Objects.requireNonNull(visitor.getString(Calls.BASE)));
    return visitor.markAsSucceeded().remove(Calls.STATUS).set(Calls.BASE, balancer.next());
  }

  private Session settle(Session visitor) {
    if (visitor.isFailed()) {
      recorder.failed(visitor.getLong(DUE));
    } else {
      recorder.answered(visitor.getLong(DUE));
    }
    if (!isContextual(visitor)) {
      if (visitor.isFailed() || !hasCapsule(visitor)) {
        capsules.lose();
      } else {
        capsules.rest(Objects.requireNonNull(visitor.getString(Capsules.CAPSULE)));
      }
    }
    return visitor;
  }

  private static boolean isContextual(Session visitor) {
    return CONTEXTUAL.equals(visitor.getString(CALL));
  }

  private static boolean hasCapsule(Session visitor) {
    return !Objects.requireNonNullElse(visitor.getString(Capsules.CAPSULE), "").isEmpty();
  }
}
