package dev.mien.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.json.PointedError;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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

  private static final long LINGER_MILLIS = 500;

  private Replies() {}

  public static void json(RoutingContext context, JsonWriting writing) {
    body(context, 200, JSON, JsonWriting.bytes(writing));
  }

  public static void problem(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (problem.kind() == Problem.Kind.MALFORMED_REQUEST) {
      // Where one such request ends, and so where the next would begin, is anybody's guess.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
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

  /** A reply without a body. */
  public static void empty(RoutingContext context, int status) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status);
      end(context, Buffer.buffer());
    }
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
    end(context, body);
  }

  // Vert.x closes a connection when its request asks for that, and not when its response does.
  private static void end(RoutingContext context, Buffer body) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    boolean left = carriesBody(request) && !request.isEnded();
    if (left) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
    if (left && response.getStatusCode() != Problem.Kind.MALFORMED_REQUEST.status()) {
      linger(context);
    } else if (response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
      request.connection().close();
    }
  }

  // Closing at once would reset the connection while the caller still sends, and it would never see
  // the answer. What is left of the body is read for a moment, and thrown away.
  private static void linger(RoutingContext context) {
    HttpServerRequest request = context.request();
    long timer = context.vertx().setTimer(LINGER_MILLIS, _ -> request.connection().close());
    request.handler(_ -> {});
    request.endHandler(
        _ -> {
          context.vertx().cancelTimer(timer);
          request.connection().close();
        });
    request.exceptionHandler(_ -> context.vertx().cancelTimer(timer));
  }

  private static boolean carriesBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return (length != null && !length.equals("0"))
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
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
