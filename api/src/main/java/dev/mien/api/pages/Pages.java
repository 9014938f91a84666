package dev.mien.api.pages;

import dev.mien.api.http.Permission;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.pages.Folder.Readers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes of everything that is served as it is: {@code /mien.js} and its types from the
 * resources {@code mien.js} and {@code mien.d.ts}, {@code /demo/} and {@code /privacy/} from the
 * resources below {@code demo} and {@code privacy}, {@code /openapi.yaml} and {@code
 * /.well-known/gpc.json}; on the admin listener {@code /console/} from those below {@code console}.
 */
public final class Pages {
  /** Gzip in a list of codings, but with a weight of nothing. */
  private static final Pattern GZIP =
      Pattern.compile("(?i)(^|,)\\s*gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?\\s*(,|$)");

  private Pages() {}

  public static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(new Folder("/demo/", "demo", Readers.THIS_HOST).route());
    // A site shows the panel for visitors in a page of its own, by these very files.
    routes.add(new Folder("/privacy/", "privacy", Readers.ANY_SITE).route());
    shared(routes, "/mien.js", "mien.js");
    shared(routes, "/mien.d.ts", "mien.d.ts");
    shared(routes, "/openapi.yaml", "openapi.yaml");
    shared(routes, "/.well-known/gpc.json", "gpc.json");
    return routes;
  }

  /**
   * The pages of the console, which hold nothing that is not for everybody.
   *
   * @param pictures the origins that they may show pictures of content from
   */
  public static Route console(List<String> pictures) {
    return new Folder("/console/", "console", Readers.THIS_HOST, pictures)
        .route()
        .needs(Permission.OPEN);
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
                          readableByAnySite(context);
                          answer(context, page);
                        })));
  }

  static void readableByAnySite(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    shownByAnySite(context);
  }

  static void shownByAnySite(RoutingContext context) {
    context.response().putHeader("cross-origin-resource-policy", "cross-origin");
  }

  static void answer(RoutingContext context, Page page) {
    HttpServerResponse response = context.response();
    response
        .putHeader(HttpHeaders.ETAG, page.tag())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (page.gzipped().isPresent()) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (page.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      Replies.empty(context, 304);
    } else if (page.gzipped().isPresent() && takesGzip(context)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      Replies.body(context, 200, page.contentType(), page.gzipped().get());
    } else {
      Replies.body(context, 200, page.contentType(), page.bytes());
    }
  }

  private static boolean takesGzip(RoutingContext context) {
    @Nullable String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && GZIP.matcher(accepted).find();
  }
}
