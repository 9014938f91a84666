package dev.mien.api.pages;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files below one path, with an index at the path itself. */
final class Folder {
  private static final String INDEX = "index.html";

  private static final String PICTURE = "image/";

  private final String path;
  private final Readers readers;
  private final String policy;
  private final Map<String, byte[]> unasked;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

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
    this(path, resources, readers, List.of());
  }

  /**
   * @param pictures the origins besides this host that its pages may show pictures from
   */
  Folder(String path, String resources, Readers readers, List<String> pictures) {
    this.path = path;
    this.readers = readers;
    this.policy = policy(pictures);
    this.unasked = new ConcurrentHashMap<>(Resources.below(resources));
  }

  // Scripts and styles come as files from this host: no inline code, no other host.
  private static String policy(List<String> pictures) {
    String others = pictures.stream().map(origin -> " " + origin).collect(Collectors.joining());
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
        + others
        + "; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
        + " frame-ancestors 'none'";
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
    Page page = page(name.isEmpty() || name.endsWith("/") ? name + INDEX : name);
    if (page == null) {
      Replies.problem(context, Problem.of(Kind.NOT_FOUND));
      return;
    }
    context.response().putHeader("content-security-policy", policy);
    if (readers == Readers.ANY_SITE) {
      Pages.readableByAnySite(context);
    } else if (page.contentType().startsWith(PICTURE)) {
      // The console, which is another origin, shows the site's pictures in its previews.
      Pages.shownByAnySite(context);
    }
    Pages.answer(context, page);
  }

  // A node is ready sooner if it packs no file before somebody asks for it.
  private @Nullable Page page(String name) {
    Page page = pages.get(name);
    return page == null ? pages.computeIfAbsent(name, this::made) : page;
  }

  private @Nullable Page made(String name) {
    byte[] bytes = unasked.remove(name);
    return bytes == null ? null : Page.of(name, bytes);
  }
}
