package dev.mien.api.pages;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** The files below one path, with an index at the path itself. */
final class Folder {
  private static final String INDEX = "index.html";

  // Scripts and styles come as files from this host: no inline code, no other host.
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private final String path;
  private final Readers readers;
  private final Map<String, Page> pages = new HashMap<>();

  /** Which pages may read files with a script. */
  enum Readers {
    THIS_HOST,
    ANY_SITE
  }

  /**
   * @param path with a slash at both ends
   * @param resources the folder that the files are in
   */
  Folder(String path, String resources, Readers readers) {
    this.path = path;
    this.readers = readers;
    Resources.below(resources).forEach((name, bytes) -> pages.put(name, Page.of(name, bytes)));
  }

  // One route for both: a route for the folder without its slash would take it with one, too.
  Route route() {
    return Route.get(path + "*", this::answer);
  }

  private void answer(RoutingContext context) {
    String asked = context.normalizedPath();
    if (asked.length() < path.length()) {
      context.response().putHeader(HttpHeaders.LOCATION, path);
      Replies.empty(context, 308);
      return;
    }
    String name = asked.substring(path.length());
    Page page = pages.get(name.isEmpty() || name.endsWith("/") ? name + INDEX : name);
    if (page == null) {
      Replies.problem(context, Problem.of(Kind.NOT_FOUND));
      return;
    }
    context.response().putHeader("content-security-policy", PAGE_POLICY);
    if (readers == Readers.ANY_SITE) {
      Pages.readableByAnySite(context);
    }
    Pages.answer(context, page);
  }
}
