package dev.mien.api.access;

import static dev.mien.api.http.Aside.aside;

import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.access.Role;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lets only those pass whom a route is for. Every request passes here first, where it is found out
 * whom it comes from; then each route asks whether they have its permission.
 *
 * <p>A token goes before a cookie. A cookie counts only from pages of this very host, and to change
 * anything takes the header {@code Mien-Csrf} beside it: what other sites can have a browser send
 * has neither.
 */
public final class Guard implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";
  private static final CharSequence CSRF = HttpHeaders.createOptimized("mien-csrf");
  private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");
  private static final Set<String> OWN = Set.of("same-origin", "none");
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Identities identities;
  private final List<Route> routes;
  private final Predicate<String> open;
  private final Runnable refused;

  /**
   * @param routes all of the listener, each with its permission
   * @param refused told of each token that is nobody's
   */
  Guard(Identities identities, List<Route> routes, Runnable refused) {
    this.refused = refused;
    this.identities = identities;
    for (Route route : routes) {
      if (route.permission() == Permission.UNSAID) {
        throw new IllegalArgumentException(
            route.method() + " " + route.path() + " does not say which permission it needs");
      }
    }
    this.open =
        routes.stream()
            .filter(route -> route.permission() == Permission.OPEN)
            .map(Guard::below)
            .reduce(_ -> false, Predicate::or);
    this.routes = routes.stream().map(Guard::guarded).toList();
  }

  /** The same routes, each behind its permission. */
  public List<Route> routes() {
    return routes;
  }

  private static Predicate<String> below(Route route) {
    String path = route.path();
    if (!path.endsWith("/*")) {
      return path::equals;
    }
    String folder = path.substring(0, path.length() - 1);
    return asked -> asked.startsWith(folder) || (asked + "/").equals(folder);
  }

  private static Route guarded(Route route) {
    if (route.permission() == Permission.OPEN) {
      return route;
    }
    return route.handledBy(
        context -> {
          Optional<Known> known = Callers.known(context);
          if (known.isEmpty()) {
            unknown(context);
          } else if (known.orElseThrow().caller().may(route.permission())) {
            route.handler().handle(context);
          } else {
            lacks(context, route.permission());
          }
        });
  }

  @Override
  public void handle(RoutingContext context) {
    if (open.test(context.normalizedPath())) {
      context.next();
      return;
    }
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      bearer(context, authorization);
      return;
    }
    Optional<Secret> cookie = Cookies.SIGN_IN.sent(context);
    if (cookie.isPresent()) {
      cookie(context, cookie.orElseThrow());
    } else {
      unknown(context);
    }
  }

  private void bearer(RoutingContext context, String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      refuse(context);
      return;
    }
    String token = authorization.substring(SCHEME.length());
    Optional<Known> configured = identities.configured(token);
    if (configured.isPresent()) {
      pass(context, configured.orElseThrow());
    } else if (TokenText.isOne(token)) {
      lookUp(context, () -> identities.made(token), this::refuse);
    } else {
      refuse(context);
    }
  }

  private void refuse(RoutingContext context) {
    refused.run();
    unknown(context);
  }

  private void cookie(RoutingContext context, Secret secret) {
    HttpServerRequest request = context.request();
    if (isFromElsewhere(request)
        || (!SAFE.contains(request.method())
            && !Secret.same(
                String.valueOf(request.getHeader(CSRF)), secret.derived(SignInCalls.CSRF)))) {
      Replies.problem(context, Problem.of(Kind.CROSS_SITE));
    } else {
      lookUp(context, () -> identities.signedIn(secret), Guard::unknown);
    }
  }

  /** Whether a browser says that a page of another origin sends a request. */
  static boolean isFromElsewhere(HttpServerRequest request) {
    String site = request.getHeader(FETCH_SITE);
    return site != null && !OWN.contains(site);
  }

  private static void lookUp(
      RoutingContext context, Callable<Optional<Known>> work, Consumer<RoutingContext> nobody) {
    // Until it is known who sends a body, nobody reads it.
    context.request().pause();
    aside(
        context,
        work,
        known -> {
          context.request().resume();
          if (known.isPresent()) {
            pass(context, known.orElseThrow());
          } else {
            nobody.accept(context);
          }
        });
  }

  private static void pass(RoutingContext context, Known known) {
    Callers.put(context, known);
    context.next();
  }

  // A cookie that is over stays in the browser: it may already hold a new one, which the answer to
  // a call from before would take away.
  private static void unknown(RoutingContext context) {
    context.response().putHeader("www-authenticate", "Bearer realm=\"mien admin\"");
    Replies.problem(context, Problem.of(Kind.TOKEN_NEEDED));
  }

  private static void lacks(RoutingContext context, Permission permission) {
    Replies.problem(
        context,
        Problem.of(Kind.PERMISSION_NEEDED),
        out -> {
          out.writeStringField("permission", permission.code());
          out.writeArrayFieldStart("roles");
          for (Role role : Rights.with(permission)) {
            out.writeString(role.code());
          }
          out.writeEndArray();
        });
  }
}
