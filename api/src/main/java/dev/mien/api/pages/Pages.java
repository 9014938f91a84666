package dev.mien.api.pages;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The routes of everything that is served as it is: {@code /mien.js} and its types from the
 * resources {@code mien.js} and {@code mien.d.ts}, {@code /demo/} from the resources below {@code
 * demo}, {@code /openapi.yaml} and {@code /.well-known/gpc.json}.
 */
public final class Pages {
  private static final String DEMO = "/demo/";
  private static final String DEMO_FOLDER = "demo";
  private static final String INDEX = "index.html";

  // Scripts and styles come as files from this host: no inline code, no other host.
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private final Map<String, Page> demo = new HashMap<>();

  private Pages() {
    Resources.below(DEMO_FOLDER).forEach((name, bytes) -> demo.put(name, Page.of(name, bytes)));
  }

  public static List<Route> routes() {
    Pages pages = new Pages();
    List<Route> routes = new ArrayList<>();
    // One route for both: a route for the folder without its slash would take it with one, too.
    routes.add(Route.get("/demo/*", pages::answerDemo));
    shared(routes, "/mien.js", "mien.js");
    shared(routes, "/mien.d.ts", "mien.d.ts");
    shared(routes, "/openapi.yaml", "openapi.yaml");
    shared(routes, "/.well-known/gpc.json", "gpc.json");
    return routes;
  }

  // Scripts of modules and documents are fetched by pages of any site, so any may read them.
  private static void shared(List<Route> routes, String path, String resource) {
    Resources.file(resource)
        .map(bytes -> Page.of(resource, bytes))
        .ifPresent(
            page ->
                routes.add(
                    Route.get(
                        path,
                        context -> {
                          context
                              .response()
                              .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                              .putHeader("cross-origin-resource-policy", "cross-origin");
                          answer(context, page);
                        })));
  }

  private void answerDemo(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.length() < DEMO.length()) {
      redirect(context, DEMO);
      return;
    }
    String name = path.substring(DEMO.length());
    Page page = demo.get(name.isEmpty() || name.endsWith("/") ? name + INDEX : name);
    if (page == null) {
      Replies.problem(context, Problem.of(Kind.NOT_FOUND));
      return;
    }
    context.response().putHeader("content-security-policy", PAGE_POLICY);
    answer(context, page);
  }

  private static void answer(RoutingContext context, Page page) {
    HttpServerResponse response = context.response();
    response
        .putHeader(HttpHeaders.ETAG, page.tag())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (page.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      Replies.empty(context, 304);
    } else {
      Replies.body(context, 200, page.contentType(), page.bytes());
    }
  }

  private static void redirect(RoutingContext context, String to) {
    context.response().putHeader(HttpHeaders.LOCATION, to);
    Replies.empty(context, 308);
  }
}
