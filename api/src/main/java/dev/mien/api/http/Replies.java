package dev.mien.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.json.PointedError;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** How replies are written. Whatever is not said otherwise is never stored by anybody. */
public final class Replies {
  public static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  public static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private Replies() {}

  public static void json(RoutingContext context, JsonWriting writing) {
    body(context, 200, JSON, JsonWriting.bytes(writing));
  }

  public static void problem(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    problem
        .retryAfterSeconds()
        .ifPresent(
            seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
    body(context, problem.kind().status(), PROBLEM, JsonWriting.bytes(out -> write(problem, out)));
  }

  /** A problem with members of its own. */
  public static void problem(RoutingContext context, Problem problem, JsonWriting members) {
    body(
        context,
        problem.kind().status(),
        PROBLEM,
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              writeMembers(problem, out);
              members.to(out);
              out.writeEndObject();
            }));
  }

  /** Ends the response, unless it has ended or its connection is gone. */
  public static void body(
      RoutingContext context, int status, CharSequence contentType, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
    if (hasBody(context.request()) && !context.request().isEnded()) {
      // What is left of the body is not waited for.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.end(body);
  }

  // A request without a body counts as ended only after its handlers have run.
  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  static void write(Problem problem, JsonGenerator out) throws IOException {
    out.writeStartObject();
    writeMembers(problem, out);
    out.writeEndObject();
  }

  private static void writeMembers(Problem problem, JsonGenerator out) throws IOException {
    Problem.Kind kind = problem.kind();
    out.writeStringField("title", HttpResponseStatus.valueOf(kind.status()).reasonPhrase());
    out.writeNumberField("status", kind.status());
    out.writeStringField("code", kind.code());
    out.writeStringField("detail", problem.detail());
    if (!problem.errors().isEmpty()) {
      out.writeArrayFieldStart("errors");
      for (PointedError error : problem.errors()) {
        out.writeStartObject();
        out.writeStringField("pointer", error.pointer());
        out.writeStringField("code", error.code());
        out.writeStringField("detail", error.detail());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
  }
}
