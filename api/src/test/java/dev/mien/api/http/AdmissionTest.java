package dev.mien.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.http.Plan.Address;
import dev.mien.api.http.Plan.Surface;
import dev.mien.api.http.Plan.Upkeep;
import dev.mien.api.metrics.Meters;
import dev.mien.engine.session.Capsule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in when not everybody can be. */
class AdmissionTest {
  private static final HttpRequest NEWCOMER = request(HttpMethod.POST, "/v1/decide", 100);
  private static final HttpRequest RETURNING = request(HttpMethod.POST, "/v1/decide?strict", 1200);
  private static final HttpRequest ERASURE = request(HttpMethod.DELETE, "/v1/session", 0);

  private final AtomicLong nanoTime = new AtomicLong();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Drain drain = new Drain();
  private final EmbeddedChannel connection = new EmbeddedChannel();
  private final Admission admission = admission();

  private Admission admission() {
    Meters meters = new Meters(registry);
    List<Route> routes =
        List.of(
            Route.post("/v1/decide", context -> Replies.empty(context, 204)),
            Route.get("/mien.js", context -> Replies.empty(context, 204)),
            Route.delete("/v1/session", context -> Replies.empty(context, 204)).lastShed());
    Plan plan =
        new Plan(
            "test",
            new Address("127.0.0.1", 0),
            Harness.LIMITS,
            new Surface(List.of(), routes),
            new Upkeep(meters, drain, Duration.ZERO, nanoTime::get));
    return new Admission(plan, new Triage(routes, meters), new EventLoopLag(() -> 1L << 60));
  }

  @AfterEach
  void close() {
    connection.finishAndReleaseAll();
  }

  @Test
  void onlyBodiesLongEnoughForACapsuleCountAsReturning() {
    Triage triage = new Triage(List.of(Route.post("/a", _ -> {})), new Meters(registry));
    assertEquals(
        Precedence.NEWCOMER, triage.of(request(HttpMethod.POST, "/a", Capsule.LETTERS - 1)));
    assertEquals(
        Precedence.RETURNING, triage.of(request(HttpMethod.POST, "/a", Capsule.LETTERS + 1)));
    assertEquals(Precedence.RETURNING, triage.of(request(HttpMethod.OPTIONS, "/a", 0)));
    assertEquals(Precedence.NEWCOMER, triage.of(request(HttpMethod.GET, "/nowhere", 0)));
    HttpRequest chunked = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a");
    assertEquals(Precedence.RETURNING, triage.of(chunked), "it may carry one");
  }

  @Test
  void whatIsInFlightLeavesRoomForCallsOfSessions() {
    int most = Harness.LIMITS.traffic().inFlightMax();
    enter(most * 9 / 10 - 1);
    assertTrue(admits(NEWCOMER) && admits(RETURNING) && admits(ERASURE));
    enter(1);
    assertFalse(admits(NEWCOMER) || admits(RETURNING));
    assertTrue(admits(ERASURE));
    enter(most / 10);
    assertFalse(admits(ERASURE));
    assertEquals(1, sheds("newcomer"));
    assertEquals(1, sheds("returning"));
    assertEquals(1, sheds("session"));
  }

  @Test
  void inAnOverloadNewcomersAreShedFirstAndErasuresLast() {
    overload();
    round();
    assertTrue(admits(NEWCOMER));
    pass(6);
    assertFalse(admits(NEWCOMER));
    assertTrue(admits(RETURNING));
    pass(6);
    assertFalse(admits(RETURNING));
    assertTrue(admits(ERASURE));
    round();
    assertTrue(admits(NEWCOMER), "each round is as good as any");
  }

  /** Rounds of 100 ms, one after the other, until decisions are shed. */
  private void overload() {
    boolean shed = false;
    for (int i = 0; i < 100 && !shed; i++) {
      round();
      boolean _ = admits(RETURNING);
      pass(100);
      shed = !admits(RETURNING);
    }
    assertTrue(shed);
  }

  /** Ends the round that runs; the next request begins another. */
  private void round() {
    connection.runPendingTasks();
  }

  private void pass(int millis) {
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void enter(int requests) {
    for (int i = 0; i < requests; i++) {
      drain.enter();
    }
  }

  private boolean admits(HttpRequest request) {
    return admission.admits(request, connection.eventLoop());
  }

  private double sheds(String precedence) {
    return registry.get("mien.shed").tag("class", precedence).counter().count();
  }

  private static HttpRequest request(HttpMethod method, String uri, int length) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, uri);
    request.headers().set("content-length", length);
    return request;
  }
}
