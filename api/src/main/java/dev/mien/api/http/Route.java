package dev.mien.api.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One call that a listener takes.
 *
 * @param path as Vert.x Web reads it: {@code :name} stands for one part, {@code *} at the end for
 *     the rest
 * @param precedence when it is shed; all routes of one path have the same
 * @param permission what its caller needs, where callers are known
 */
public record Route(
    HttpMethod method,
    String path,
    Handler<RoutingContext> handler,
    Precedence precedence,
    Permission permission) {
  private Route(HttpMethod method, String path, Handler<RoutingContext> handler) {
    this(method, path, handler, Precedence.RETURNING, Permission.UNSAID);
  }

  public static Route get(String path, Handler<RoutingContext> handler) {
    return new Route(HttpMethod.GET, path, handler);
  }

  public static Route post(String path, Handler<RoutingContext> handler) {
    return new Route(HttpMethod.POST, path, handler);
  }

  public static Route put(String path, Handler<RoutingContext> handler) {
    return new Route(HttpMethod.PUT, path, handler);
  }

  public static Route delete(String path, Handler<RoutingContext> handler) {
    return new Route(HttpMethod.DELETE, path, handler);
  }

  /** The same, shed after everything else: what visitors ask of their own session. */
  public Route lastShed() {
    return new Route(method, path, handler, Precedence.SESSION, permission);
  }

  /** The same, for callers who have a permission. */
  public Route needs(Permission needed) {
    return new Route(method, path, handler, precedence, needed);
  }

  /** The same path, handled in another way. */
  public Route handledBy(Handler<RoutingContext> other) {
    return new Route(method, path, other, precedence, permission);
  }
}
