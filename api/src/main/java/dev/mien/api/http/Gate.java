package dev.mien.api.http;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.metrics.RouteMeter;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door of a listener: every request that is not shed passes here first, before its body is
 * read. Refuses what is too much and what is framed ambiguously; puts on every answer what every
 * answer carries.
 */
final class Gate implements Handler<RoutingContext> {
  static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);
  private static final int RETRY_SECONDS = 1;

  /** What every answer carries. */
  static final Map<CharSequence, CharSequence> PROTECTION =
      Map.of(
          HttpHeaders.createOptimized("x-content-type-options"),
          HttpHeaders.createOptimized("nosniff"),
          HttpHeaders.createOptimized("referrer-policy"),
          HttpHeaders.createOptimized("no-referrer"),
          HttpHeaders.createOptimized("content-security-policy"),
          HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"),
          HttpHeaders.createOptimized("cross-origin-resource-policy"),
          HttpHeaders.createOptimized("same-origin"));

  private final Traffic traffic;
  private final RouteMeter refused;

  Gate(Traffic traffic, RouteMeter refused) {
    this.traffic = traffic;
    this.refused = refused;
  }

  /** What all event loops of a listener share. */
  record Traffic(Drain drain, TokenBucket bucket) {}

  @Override
  public void handle(RoutingContext context) {
    Drain drain = traffic.drain();
    drain.enter();
    context.addEndHandler(_ -> drain.leave());
    HttpServerResponse response = context.response();
    protect(response);
    if (drain.isDraining()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Optional<Problem> problem = refusal(context.request());
    if (problem.isEmpty()) {
      context.next();
      return;
    }
    context.addEndHandler(_ -> refused.answered(response.getStatusCode()));
    Problem found = problem.orElseThrow();
    if (found.kind() == Kind.METHOD_NOT_ALLOWED) {
      response.putHeader(HttpHeaders.ALLOW, METHODS);
    }
    Replies.problem(context, found);
  }

  /** Puts on an answer what every answer carries. */
  static void protect(HttpServerResponse response) {
    PROTECTION.forEach(response::putHeader);
  }

  private Optional<Problem> refusal(HttpServerRequest request) {
    if (!traffic.bucket().take()) {
      return Optional.of(Problem.of(Kind.RATE_EXCEEDED).retryAfter(RETRY_SECONDS));
    }
    if (!KNOWN.contains(request.method())) {
      return Optional.of(Problem.of(Kind.METHOD_NOT_ALLOWED));
    }
    return isWellFramed(request)
        ? Optional.empty()
        : Optional.of(Problem.of(Kind.MALFORMED_REQUEST));
  }

  // Two hops that disagree about where a request ends let one caller speak for another.
  private static boolean isWellFramed(HttpServerRequest request) {
    MultiMap headers = request.headers();
    int hosts = headers.getAll(HttpHeaders.HOST).size();
    List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean oneHost = hosts == 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_0);
    boolean plainCoding =
        codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equals("chunked"));
    return oneHost && plainCoding && headers.size() <= Limits.HEADERS_MAX;
  }
}
