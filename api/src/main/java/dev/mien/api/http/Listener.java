package dev.mien.api.http;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Gate.Traffic;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.metrics.Meters;
import dev.mien.api.metrics.RouteMeter;
import dev.mien.engine.precedence.Precedence;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of HTTP/1.1 on one event loop. Several of one {@link Plan} share a port, each with its
 * own connections.
 */
public final class Listener extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private static final int LOOK_MILLIS = 10;

  private static final AtomicInteger ANY_FREE = new AtomicInteger();

  private final Plan plan;
  private final Shared shared;
  private @Nullable HttpServer server;

  private Listener(Plan plan, Shared shared) {
    this.plan = plan;
    this.shared = shared;
  }

  /** What the event loops of one listener have in common. */
  private record Shared(
      TokenBucket bucket,
      Triage triage,
      @Nullable FastPath fast,
      AtomicInteger connections,
      int port,
      AtomicInteger boundPort) {}

  /**
   * A listener that takes requests.
   *
   * @param id what Vert.x stops it by
   */
  public record Listening(String id, int port) {}

  /** Listens on {@code eventLoops} event loops; completes once all of them do. */
  public static Future<Listening> listen(Vertx vertx, Plan plan, int eventLoops) {
    Limits.Traffic traffic = plan.limits().traffic();
    TokenBucket bucket =
        new TokenBucket(traffic.perSecondMax(), traffic.burstMax(), plan.upkeep().nanoTime());
    // To Vert.x a negative port is any free one, shared by all who ask for the same negative one.
    int port = plan.address().port() == 0 ? ANY_FREE.decrementAndGet() : plan.address().port();
    Triage triage = new Triage(plan.surface().routes(), plan.upkeep().meters());
    FastPath fast =
        plan.surface().fast().map(ways -> new FastPath(plan, ways, bucket)).orElse(null);
    Shared shared =
        new Shared(bucket, triage, fast, new AtomicInteger(), port, new AtomicInteger());
    return vertx
        .deployVerticle(
            () -> new Listener(plan, shared), new DeploymentOptions().setInstances(eventLoops))
        .map(id -> new Listening(id, shared.boundPort().get()));
  }

  @Override
  public Future<?> start() {
    if (plan.surface().fast().isPresent()) {
      Precedence.first();
    }
    Limits limits = plan.limits();
    int idleMillis = Math.toIntExact(limits.time().idle().toMillis());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(plan.address().host())
            .setPort(shared.port())
            .setHttp2ClearTextEnabled(false)
            // Nobody is upgraded, so nothing has to look for those who ask.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setHandle100ContinueAutomatically(true)
            .setMaxInitialLineLength(Limits.REQUEST_LINE_BYTES_MAX)
            .setMaxHeaderSize(Limits.HEADER_BYTES_MAX)
            .setIdleTimeout(idleMillis)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setTcpNoDelay(true);
    EventLoopLag lag = new EventLoopLag(plan.upkeep().nanoTime());
    lag.begin(vertx, plan.upkeep().meters());
    Admission admission = new Admission(plan, shared.triage(), lag);
    HttpServer created =
        vertx
            .createHttpServer(options)
            .connectionHandler(connection -> connected(connection, admission))
            .invalidRequestHandler(Listener::refuse)
            .requestHandler(router());
    server = created;
    return created.listen().onSuccess(bound -> shared.boundPort().set(bound.actualPort()));
  }

  /** Takes no more connections at once, and waits for what is in flight. */
  @Override
  public Future<?> stop() {
    long drainMillis = plan.upkeep().drainMax().toMillis();
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : answered(drainMillis)
            .compose(_ -> listening.shutdown(drainMillis, TimeUnit.MILLISECONDS));
  }

  // To Vert.x a connection whose answer waits on the short way is idle, and it would close it.
  private Future<Void> answered(long millisMax) {
    FastPath fast = shared.fast();
    return fast == null || fast.waiting() == 0 || millisMax <= 0
        ? Future.succeededFuture()
        : vertx
            .timer(LOOK_MILLIS, TimeUnit.MILLISECONDS)
            .compose(_ -> answered(millisMax - LOOK_MILLIS));
  }

  private Router router() {
    Meters meters = plan.upkeep().meters();
    Router router = Router.router(vertx);
    Traffic traffic = new Traffic(plan.upkeep().drain(), shared.bucket());
    router.route().handler(new Gate(traffic, meters.route(plan.name(), "refused")));
    plan.surface().first().forEach(handler -> router.route().handler(handler));
    Map<String, List<Route>> byPath =
        plan.surface().routes().stream()
            .collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
    byPath.forEach(
        (path, routes) ->
            router.route(path).handler(new Dispatch(routes, meters.route(plan.name(), path))));
    RouteMeter elsewhere = meters.route(plan.name(), "none");
    router
        .route()
        .handler(
            context -> {
              context.addEndHandler(_ -> elsewhere.answered(context.response().getStatusCode()));
              Replies.problem(context, Problem.of(Kind.NOT_FOUND));
            });
    // Vert.x Web refuses some heads before any handler sees them.
    router.errorHandler(
        400,
        context -> {
          Gate.protect(context.response());
          fail(context, Kind.MALFORMED_REQUEST);
        });
    router.errorHandler(404, context -> fail(context, Kind.NOT_FOUND));
    router.errorHandler(500, Listener::failed);
    return router;
  }

  private static void failed(RoutingContext context) {
    LOG.error("a request failed", context.failure());
    fail(context, Kind.INTERNAL);
  }

  private static void fail(RoutingContext context, Kind kind) {
    Replies.problem(context, Problem.of(kind));
  }

  private void connected(HttpConnection connection, Admission admission) {
    AtomicInteger connections = shared.connections();
    boolean tooMany = connections.incrementAndGet() > plan.limits().traffic().connectionsMax();
    connection.closeHandler(_ -> connections.decrementAndGet());
    if (tooMany) {
      connection.close();
    } else if (connection instanceof HttpServerConnection server) {
      ChannelHandlerContext vertxHandler = server.channelHandlerContext();
      vertxHandler
          .pipeline()
          .addBefore(
              vertxHandler.name(),
              "turnstile",
              new Turnstile(
                  admission,
                  plan.upkeep().drain(),
                  new Turnstile.Limit(plan.limits().body().bytesMax(), plan.limits().time().body()),
                  shared.fast()));
    }
  }

  /** Answers a request whose head the decoder gave up on. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Kind kind =
        switch (cause) {
          case TooLongHttpLineException _ -> Kind.URI_TOO_LONG;
          case TooLongHttpHeaderException _ -> Kind.HEADERS_TOO_LARGE;
          default -> Kind.MALFORMED_REQUEST;
        };
    Gate.protect(request.response());
    request
        .response()
        .setStatusCode(kind.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Replies.PROBLEM)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(JsonWriting.bytes(out -> Replies.write(Problem.of(kind), out)))
        .onComplete(_ -> request.connection().close());
  }
}
