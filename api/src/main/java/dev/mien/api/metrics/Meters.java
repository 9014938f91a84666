package dev.mien.api.metrics;

import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.signal.Notice;
import dev.mien.segments.identifying.Detector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything that one node counts of its decisions and calls. For any number of threads. */
public final class Meters {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final Map<Mode, Timer> decided;
  private final Map<Reason, Counter> reasons;
  private final Map<Notice.Kind, Counter> notices;
  private final Map<Detector, Counter> identifying;
  private final Map<CapsuleOutcome, Counter> capsules;
  private final Map<HalfKeyCall, Timer> halfKeys;
  private final Counter auditLost;
  private final Counter signInsRefused;
  private final Timer lag;

  public Meters(MeterRegistry registry) {
    this.registry = registry;
    this.decided = each(Mode.class, mode -> timer("mien.decide", "mode", mode.name()));
    this.reasons = each(Reason.class, reason -> counter("mien.decisions", "reason", reason.code()));
    this.notices = each(Notice.Kind.class, kind -> counter("mien.notices", "code", kind.code()));
    this.identifying =
        each(Detector.class, found -> counter("mien.identifying", "detector", found.code()));
    this.capsules =
        each(CapsuleOutcome.class, outcome -> counter("mien.capsules", "outcome", outcome.name()));
    this.halfKeys = each(HalfKeyCall.class, call -> timer("mien.half.key", "call", call.name()));
    this.auditLost =
        Counter.builder("mien.audit.lost")
            .description("Deeds that were done and could not be written into the audit.")
            .register(registry);
    this.signInsRefused =
        Counter.builder("mien.sign.ins.refused")
            .description("Sign-ins that were refused, and calls with a token that is nobody's.")
            .register(registry);
    this.lag =
        Timer.builder("mien.event.loop.lag")
            .description("How late event loops run their timers.")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  /** What became of a capsule. */
  public enum CapsuleOutcome {
    /** A fresh one was given out. */
    ISSUED,
    /** The one that came could not be read. */
    UNREADABLE,
    /** The one that came belongs to a session that was erased. */
    ERASED,
    /** The one that came was destroyed on request. */
    DESTROYED
  }

  /** What the cluster was asked of a half-key. */
  public enum HalfKeyCall {
    FIND,
    LOOK,
    BEGIN,
    RENEW,
    RAISE,
    ERASE
  }

  public void decided(Mode mode, long nanos) {
    at(decided, mode).record(Duration.ofNanos(nanos));
  }

  public void reason(Reason reason) {
    at(reasons, reason).increment();
  }

  public void notice(Notice notice) {
    at(notices, notice.kind()).increment();
    notice.detector().ifPresent(detector -> at(identifying, detector).increment());
  }

  public void capsule(CapsuleOutcome outcome) {
    at(capsules, outcome).increment();
  }

  public void halfKey(HalfKeyCall call, long nanos) {
    at(halfKeys, call).record(Duration.ofNanos(nanos));
  }

  public void auditLost() {
    auditLost.increment();
  }

  public void signInRefused() {
    signInsRefused.increment();
  }

  public void lag(long nanos) {
    lag.record(Duration.ofNanos(nanos));
  }

  /** Shows a number whenever it is asked for. */
  public void gauge(String name, String description, Supplier<Number> number) {
    Gauge.builder(name, number).description(description).register(registry);
  }

  /** Shows how the crowd gate came out, and how many crowds there are. */
  public void crowd(CrowdGate gate, Crowds crowds) {
    for (CrowdGate.Outcome outcome : CrowdGate.Outcome.values()) {
      FunctionCounter.builder("mien.crowd.gate", gate, each -> each.outcomes(outcome))
          .description("Responses that segments would have driven, by which of them do.")
          .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    FunctionCounter.builder("mien.crowd.uncounted", crowds, Crowds::uncounted)
        .description("What no crowd was counted for, because an hour had too many combinations.")
        .register(registry);
    gauge("mien.crowd.combinations", "How many crowds this node knows.", crowds::combinations);
  }

  /** The counter of the requests of one class that were shed. */
  public Counter shed(String precedence) {
    return Counter.builder("mien.shed")
        .description("Requests that were answered with 503 because the node was overloaded.")
        .tag("class", precedence)
        .register(registry);
  }

  /** The counter of one route. */
  public RouteMeter route(String listener, String route) {
    return new RouteMeter(registry, listener, route);
  }

  private Timer timer(String name, String tag, String value) {
    return Timer.builder(name)
        .tag(tag, value.toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter counter(String name, String tag, String value) {
    return Counter.builder(name).tag(tag, value.toLowerCase(Locale.ROOT)).register(registry);
  }

  private static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<E, M> meter) {
    Map<E, M> meters = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      meters.put(constant, meter.apply(constant));
    }
    return meters;
  }

  private static <E extends Enum<E>, M> M at(Map<E, M> meters, E constant) {
    M meter = meters.get(constant);
    if (meter == null) {
      throw new IllegalStateException("no meter for " + constant);
    }
    return meter;
  }
}
