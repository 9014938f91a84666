package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import dev.mien.api.metrics.RouteMeter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One path: hands a request to the route of its method, and says which methods there are. */
final class Dispatch implements Handler<RoutingContext> {
  private final Map<HttpMethod, Handler<RoutingContext>> byMethod = new LinkedHashMap<>();
  private final String allow;
  private final RouteMeter meter;

  Dispatch(List<Route> routes, RouteMeter meter) {
    for (Route route : routes) {
      byMethod.put(route.method(), route.handler());
      if (route.method().equals(HttpMethod.GET)) {
        // Vert.x leaves the body of an answer to HEAD out by itself.
        byMethod.put(HttpMethod.HEAD, route.handler());
      }
    }
    this.meter = meter;
    this.allow =
        byMethod.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "))
            + ", OPTIONS";
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    context.addEndHandler(_ -> meter.answered(response.getStatusCode()));
    HttpMethod method = context.request().method();
    Handler<RoutingContext> handler = byMethod.get(method);
    if (handler != null) {
      handler.handle(context);
      return;
    }
    response.putHeader(HttpHeaders.ALLOW, allow);
    if (method.equals(HttpMethod.OPTIONS)) {
      Replies.empty(context, 204);
    } else {
      Replies.problem(context, Problem.of(Kind.METHOD_NOT_ALLOWED));
    }
  }
}
