package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Lets pages of the configured origins read answers, and of no others. */
final class Cors implements Handler<RoutingContext> {
  private static final String REQUEST_HEADERS = "content-type, mien-capsule, mien-site";
  static final String ANSWER_HEADERS = "retry-after";
  private static final String MAX_AGE_SECONDS = "600";

  private final Sites sites;

  Cors(Sites sites) {
    this.sites = sites;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    boolean allowed = origin != null && sites.isAllowed(origin);
    if (allowed) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
    }
    boolean preflight =
        context.request().method().equals(HttpMethod.OPTIONS)
            && origin != null
            && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (!preflight) {
      context.next();
    } else if (allowed) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, Gate.METHODS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
      Replies.empty(context, 204);
    } else {
      Replies.problem(context, Problem.of(Kind.UNKNOWN_ORIGIN));
    }
  }
}
