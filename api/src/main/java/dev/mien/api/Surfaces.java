package dev.mien.api;

import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.http.Drain;
import dev.mien.api.http.Plan.Surface;
import dev.mien.api.http.Route;
import dev.mien.api.http.Sites;
import dev.mien.api.http.TokenGuard;
import dev.mien.api.ops.Health;
import dev.mien.api.ops.Scrape;
import dev.mien.api.pages.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What each listener of a node serves. */
final class Surfaces {
  private static final Set<String> OPEN_PATHS = Set.of("/health/live", "/health/ready", "/metrics");

  private final Configuration configuration;
  private final Core core;
  private final Drain drain;
  private final Scrape scrape;
  private final AdminToken token;

  Surfaces(Configuration configuration, Core core, Drain drain, Scrape scrape, AdminToken token) {
    this.configuration = configuration;
    this.core = core;
    this.drain = drain;
    this.scrape = scrape;
    this.token = token;
  }

  /** The public listener's. */
  Surface open() {
    Sites sites = new Sites(configuration.of(Settings.SITES));
    List<Route> routes = new ArrayList<>(Pages.routes());
    return new Surface(List.of(sites.cors()), routes);
  }

  /** The admin listener's. */
  Surface admin() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Health(drain, () -> core.engine().editions().inForce().number()).routes());
    routes.addAll(scrape.routes());
    return new Surface(List.of(new TokenGuard(token.bytes(), OPEN_PATHS)), routes);
  }
}
