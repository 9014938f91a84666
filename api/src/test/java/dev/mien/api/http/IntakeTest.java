package dev.mien.api.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.unit.Async;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.TestOptions;
import io.vertx.ext.unit.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bodies as they come: in pieces, of unknown length, or not at all. */
class IntakeTest {
  private static final Intake INTAKE =
      new Intake(List.of("text/plain"), 10, Duration.ofSeconds(20));
  private static final Route ECHO =
      Route.post(
          "/", INTAKE.then((context, body) -> Replies.body(context, 200, "text/plain", body)));

  @Test
  void bodiesAreTakenInAsTheyCome() {
    Vertx vertx = Vertx.vertx();
    TestSuite.create("bodies")
        .test("in pieces", context -> inPieces(vertx, context))
        .test("too many pieces", context -> tooManyPieces(vertx, context))
        .test("empty", context -> empty(vertx, context))
        .after(context -> vertx.close().onComplete(context.asyncAssertSuccess()))
        .run(new TestOptions().setTimeout(TimeUnit.SECONDS.toMillis(30)))
        .awaitSuccess();
  }

  private static void inPieces(Vertx vertx, TestContext context) {
    Async done = context.async();
    post(
        vertx,
        context,
        request -> {
          request.setChunked(true);
          request
              .write("one ")
              .compose(_ -> request.write("two "))
              .compose(_ -> request.end("3"))
              .onFailure(context::fail);
        },
        response ->
            response
                .body()
                .onComplete(
                    context.asyncAssertSuccess(
                        body -> {
                          context.assertEquals(Buffer.buffer("one two 3"), body);
                          done.complete();
                        })));
  }

  private static void tooManyPieces(Vertx vertx, TestContext context) {
    Async done = context.async();
    post(
        vertx,
        context,
        request -> {
          request.setChunked(true);
          // Refused before its end; what comes after is nobody's.
          request.write("one two ").compose(_ -> request.write("three four"));
        },
        response -> {
          context.assertEquals(413, response.statusCode());
          done.complete();
        });
  }

  private static void empty(Vertx vertx, TestContext context) {
    Async done = context.async();
    post(
        vertx,
        context,
        HttpClientRequest::end,
        response -> {
          context.assertEquals(200, response.statusCode());
          context.assertEquals("0", response.getHeader("content-length"));
          done.complete();
        });
  }

  private interface Sending {
    void send(HttpClientRequest request);
  }

  private interface Reading {
    void read(HttpClientResponse response);
  }

  private static void post(Vertx vertx, TestContext context, Sending sending, Reading reading) {
    HttpClient client = vertx.createHttpClient();
    new Harness()
        .listen(vertx, Duration.ofSeconds(1), ECHO)
        .compose(listening -> client.request(HttpMethod.POST, listening.port(), "127.0.0.1", "/"))
        .onComplete(
            context.asyncAssertSuccess(
                request -> {
                  request.putHeader("content-type", "text/plain");
                  request.response().onComplete(context.asyncAssertSuccess(reading::read));
                  sending.send(request);
                }));
  }
}
