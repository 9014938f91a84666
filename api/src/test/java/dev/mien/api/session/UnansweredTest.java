package dev.mien.api.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.api.config.SiteOrigins;
import dev.mien.api.decisions.Current;
import dev.mien.api.decisions.Decisions;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Harness;
import dev.mien.api.http.Listener.Listening;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Route;
import dev.mien.api.http.Sites;
import dev.mien.api.json.AnswerJson;
import dev.mien.api.json.ConsentReceiptJson;
import dev.mien.api.json.Controller;
import dev.mien.api.json.PrivacyNotice;
import dev.mien.api.metrics.Meters;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.Erasure;
import dev.mien.engine.Exposing.ToldTo;
import dev.mien.engine.SessionView;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Reached;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.UnansweredException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that does not answer in time is 503 with a time to ask again, in every call. */
@ExtendWith(VertxExtension.class)
class UnansweredTest {
  private static final String CAPSULE = "{\"slots\": [\"a\"], \"capsule\": \"A\"}";

  /** Sessions of a cluster that is frozen. */
  private record Frozen(CompletionStage<Answer> answer) implements Sessions, Current {
    @Override
    public CompletionStage<Reached> reach(long number) {
      return CompletableFuture.completedFuture(Reached.BEHIND);
    }

    @Override
    public Edition inForce() {
      return Editions.empty(Instant.EPOCH);
    }

    @Override
    public CompletionStage<Answer> decide(DecideRequest request) {
      return answer;
    }

    @Override
    public CompletionStage<SessionView> show(Site site, String capsule) {
      return CompletableFuture.completedFuture(new SessionView.Unavailable());
    }

    @Override
    public CompletionStage<List<ToldTo>> toldTo(Site site, String capsule) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Erasure> erase(Site site, String capsule) {
      return CompletableFuture.completedFuture(new Erasure.Unavailable());
    }
  }

  @Test
  void itIsAskedForPatience(Vertx vertx, VertxTestContext test) {
    Frozen frozen = new Frozen(CompletableFuture.completedFuture(new Answer.Unavailable()));
    unavailable(vertx, test, frozen, HttpMethod.POST, "/v1/decide", CAPSULE);
  }

  @Test
  void aNodeThatIsBehindWhatTheCallerHasSeenSaysSo(Vertx vertx, VertxTestContext test) {
    Frozen frozen = new Frozen(CompletableFuture.completedFuture(new Answer.Unavailable()));
    String body = "{\"slots\": [\"a\"], \"edition\": 7}";
    refused(
        vertx, test, frozen, new Request(HttpMethod.POST, "/v1/decide", body), "edition-behind");
  }

  @Test
  void aStageThatFailsForWantOfAnAnswerIsTheSame(Vertx vertx, VertxTestContext test) {
    CompletionStage<Answer> failed =
        CompletableFuture.<Answer>failedFuture(
                new UnansweredException(new IllegalStateException("s3cret")))
            .thenApply(answer -> answer);
    unavailable(vertx, test, new Frozen(failed), HttpMethod.POST, "/v1/decide", CAPSULE);
  }

  @Test
  void aSessionCannotBeShown(Vertx vertx, VertxTestContext test) {
    Frozen frozen = new Frozen(new CompletableFuture<>());
    unavailable(vertx, test, frozen, HttpMethod.GET, "/v1/session", "");
  }

  @Test
  void anErasureIsNotPromised(Vertx vertx, VertxTestContext test) {
    Frozen frozen = new Frozen(new CompletableFuture<>());
    unavailable(vertx, test, frozen, HttpMethod.DELETE, "/v1/session", "");
  }

  @Test
  void aFaultOfTheEngineIsAFaultAndNothingElse(Vertx vertx, VertxTestContext test) {
    Frozen faulty = new Frozen(CompletableFuture.failedFuture(new IllegalStateException("s3cret")));
    call(vertx, faulty, HttpMethod.POST, "/v1/decide", CAPSULE)
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals(500, response.statusCode());
                          assertEquals(
                              "internal", new JsonObject(response.body()).getString("code"));
                          test.completeNow();
                        })));
  }

  private static void unavailable(
      Vertx vertx,
      VertxTestContext test,
      Frozen frozen,
      HttpMethod method,
      String path,
      String body) {
    refused(vertx, test, frozen, new Request(method, path, body), "unavailable");
  }

  private record Request(HttpMethod method, String path, String body) {}

  private static void refused(
      Vertx vertx, VertxTestContext test, Frozen frozen, Request request, String code) {
    call(vertx, frozen, request.method(), request.path(), request.body())
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals(503, response.statusCode());
                          assertEquals(code, new JsonObject(response.body()).getString("code"));
                          assertEquals("1", response.getHeader("Retry-After"));
                          test.completeNow();
                        })));
  }

  private static Future<HttpResponse<Buffer>> call(
      Vertx vertx, Frozen frozen, HttpMethod method, String path, String body) {
    Sites sites = new Sites(List.of(new SiteOrigins(new Site("main"), List.of())));
    Reception reception = new Reception(sites, Harness.LIMITS);
    Answering answering =
        new Answering(
            new AnswerJson(
                new ConsentReceiptJson(
                    new PrivacyNotice(Duration.ofHours(12)),
                    new Controller("", "", ""),
                    new SecureRandom())),
            new Meters(new SimpleMeterRegistry()));
    Route[] routes =
        Stream.concat(
                new SessionCalls(reception, answering, frozen).routes().stream(),
                new Decisions(reception, answering, frozen, frozen::decide).routes().stream())
            .toArray(Route[]::new);
    return new Harness()
        .listen(vertx, Duration.ofSeconds(1), routes)
        .compose(listening -> send(vertx, listening, method, path, body));
  }

  private static Future<HttpResponse<Buffer>> send(
      Vertx vertx, Listening listening, HttpMethod method, String path, String body) {
    return WebClient.create(vertx)
        .request(method, listening.port(), "127.0.0.1", path)
        .putHeader("content-type", "application/json")
        .putHeader("mien-capsule", "A")
        .sendBuffer(Buffer.buffer(body));
  }
}
