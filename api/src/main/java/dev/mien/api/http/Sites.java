package dev.mien.api.http;

import dev.mien.api.config.SiteOrigins;
import dev.mien.api.http.Problem.Kind;
import dev.mien.engine.session.Site;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sites of one node: which one a request belongs to, and which origins may call. */
public final class Sites {
  /** Where callers other than browsers name their site. */
  static final CharSequence SITE_HEADER = HttpHeaders.createOptimized("mien-site");

  private final Resolution anybody;
  private final Map<String, Site> byName = new HashMap<>();
  private final Map<String, Site> byOrigin = new HashMap<>();

  public Sites(List<SiteOrigins> sites) {
    this.anybody = new Resolution.Found(sites.getFirst().site());
    for (SiteOrigins each : sites) {
      byName.put(each.site().name(), each.site());
      each.origins().forEach(origin -> byOrigin.put(origin, each.site()));
    }
  }

  /** What came of asking for the site of a request. */
  public sealed interface Resolution {
    record Found(Site site) implements Resolution {}

    record Refused(Problem problem) implements Resolution {}
  }

  /**
   * The site of a request: the one its origin belongs to; for callers that send none, and for pages
   * of this very host, the one that is named, or else the first.
   */
  public Resolution of(HttpServerRequest request) {
    return of(
        request.getHeader(HttpHeaders.ORIGIN),
        request.getHeader(HttpHeaders.HOST),
        request.getHeader(SITE_HEADER));
  }

  /** The same, by the fields that it takes. */
  Resolution of(@Nullable String origin, @Nullable String host, @Nullable String name) {
    if (origin != null) {
      Site site = byOrigin.get(origin);
      if (site != null) {
        return new Resolution.Found(site);
      }
      if (!isSameOrigin(origin, host)) {
        return new Resolution.Refused(Problem.of(Kind.UNKNOWN_ORIGIN));
      }
    }
    if (name == null) {
      return anybody;
    }
    Site named = byName.get(name);
    return named == null
        ? new Resolution.Refused(Problem.of(Kind.UNKNOWN_SITE))
        : new Resolution.Found(named);
  }

  /** Lets pages of the configured origins read answers. */
  public Handler<RoutingContext> cors() {
    return new Cors(this);
  }

  /** The origins whose pages may read answers. */
  Set<String> origins() {
    return byOrigin.keySet();
  }

  /** Whether pages of this origin may read answers. */
  boolean isAllowed(String origin) {
    return byOrigin.containsKey(origin);
  }

  // The scheme does not count: whatever ends TLS in front of a node changes it.
  private static boolean isSameOrigin(String origin, @Nullable String host) {
    int authority = origin.indexOf("://");
    return host != null && authority > 0 && origin.substring(authority + 3).equals(host);
  }
}
