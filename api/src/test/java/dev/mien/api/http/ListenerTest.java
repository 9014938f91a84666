package dev.mien.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.SiteOrigins;
import dev.mien.api.http.Plan.Fast;
import dev.mien.api.http.Plan.Surface;
import dev.mien.api.json.Body;
import dev.mien.engine.session.Site;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a listener sheds, fails and stops. */
@ExtendWith(VertxExtension.class)
class ListenerTest {
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Harness harness = new Harness();

  @Test
  void anEventLoopThatIsLateShedsRequests(Vertx vertx, VertxTestContext test) {
    harness
        .listen(vertx, DRAIN, Route.get("/", context -> Replies.empty(context, 204)))
        .compose(
            listening -> {
              harness.leapNanos = Duration.ofSeconds(6).toNanos();
              return get(vertx, listening, "/");
            })
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals(503, response.statusCode());
                          assertEquals("overloaded", code(response));
                          assertEquals("1", response.getHeader("Retry-After"));
                          test.completeNow();
                        })));
  }

  @Test
  void aFaultIsAProblemThatSaysNothingOfItsCause(Vertx vertx, VertxTestContext test) {
    harness
        .listen(
            vertx,
            DRAIN,
            Route.get(
                "/",
                _ -> {
                  throw new IllegalStateException("s3cret");
                }))
        .compose(listening -> get(vertx, listening, "/"))
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals(500, response.statusCode());
                          assertEquals("internal", code(response));
                          assertFalse(String.valueOf(response.body()).contains("s3cret"));
                          test.completeNow();
                        })));
  }

  @Test
  void stoppingLetsWhatWaitsOnTheShortWayBeAnswered(Vertx vertx, VertxTestContext test) {
    CompletableFuture<Answered> answer = new CompletableFuture<>();
    Promise<Void> asked = Promise.promise();
    FastRoute route =
        new FastRoute() {
          @Override
          public String path() {
            return "/";
          }

          @Override
          public Optional<CompletionStage<Answered>> answer(Caller caller, Body body) {
            asked.complete();
            return Optional.of(answer);
          }
        };
    Sites sites = new Sites(List.of(new SiteOrigins(new Site("shop"), List.of())));
    Surface surface =
        new Surface(List.of(), List.of(), Optional.of(new Fast(sites, List.of(route))));
    harness
        .listen(vertx, DRAIN, surface)
        .compose(
            listening -> {
              Future<HttpResponse<Buffer>> response =
                  WebClient.create(vertx)
                      .post(listening.port(), "127.0.0.1", "/")
                      .sendJson(new JsonObject());
              return asked
                  .future()
                  .compose(
                      _ -> {
                        harness.drain.begin();
                        Future<Void> undeployed = vertx.undeploy(listening.id());
                        vertx.setTimer(
                            100,
                            _ -> answer.complete(new Answered.Said(out -> out.writeNumber(7))));
                        return undeployed;
                      })
                  .compose(_ -> response);
            })
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals("7", response.bodyAsString());
                          test.completeNow();
                        })));
  }

  @Test
  void stoppingLetsWhatIsInFlightFinishAndClosesItsConnection(Vertx vertx, VertxTestContext test) {
    Promise<Void> arrived = Promise.promise();
    Promise<Void> released = Promise.promise();
    Route slow =
        Route.get(
            "/",
            context -> {
              arrived.complete();
              released
                  .future()
                  .onSuccess(_ -> Replies.json(context, out -> out.writeString("done")));
            });
    harness
        .listen(vertx, DRAIN, slow)
        .compose(
            listening -> {
              Future<HttpResponse<Buffer>> answered = get(vertx, listening, "/");
              Future<Void> stopped =
                  arrived
                      .future()
                      .compose(
                          _ -> {
                            harness.drain.begin();
                            Future<Void> undeployed = vertx.undeploy(listening.id());
                            assertFalse(undeployed.isComplete(), "it waits for what is in flight");
                            released.complete();
                            return undeployed;
                          });
              return stopped.compose(_ -> answered);
            })
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals(200, response.statusCode());
                          assertEquals("\"done\"", response.bodyAsString());
                          test.completeNow();
                        })));
  }

  @Test
  void whileDrainingEveryAnswerEndsItsConnection(Vertx vertx, VertxTestContext test) {
    harness
        .listen(vertx, DRAIN, Route.get("/", context -> Replies.empty(context, 204)))
        .compose(
            listening -> {
              harness.drain.begin();
              return get(vertx, listening, "/");
            })
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertEquals(204, response.statusCode());
                          assertEquals("close", response.getHeader("Connection"));
                          test.completeNow();
                        })));
  }

  @Test
  void headersThatWouldSplitAnAnswerAreNotSent(Vertx vertx, VertxTestContext test) {
    harness
        .listen(
            vertx,
            DRAIN,
            Route.get(
                "/*",
                context -> {
                  context.response().putHeader("x-path", context.normalizedPath());
                  Replies.empty(context, 204);
                }))
        .compose(listening -> get(vertx, listening, "/a%0d%0aset-cookie:b"))
        .onComplete(
            test.succeeding(
                response ->
                    test.verify(
                        () -> {
                          assertTrue(response.cookies().isEmpty());
                          test.completeNow();
                        })));
  }

  private static String code(HttpResponse<Buffer> response) {
    return new JsonObject(response.body()).getString("code");
  }

  private static Future<HttpResponse<Buffer>> get(
      Vertx vertx, Listener.Listening listening, String path) {
    WebClient client = WebClient.create(vertx, new WebClientOptions().setKeepAlive(true));
    return client.request(HttpMethod.GET, listening.port(), "127.0.0.1", path).send();
  }
}
