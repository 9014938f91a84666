package dev.mien.api;

import dev.mien.api.Surfaces.Watch;
import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Limits;
import dev.mien.api.config.Setting;
import dev.mien.api.config.Settings;
import dev.mien.api.http.Drain;
import dev.mien.api.http.Listener;
import dev.mien.api.http.Listener.Listening;
import dev.mien.api.http.Plan;
import dev.mien.api.http.Plan.Address;
import dev.mien.api.http.Plan.Upkeep;
import dev.mien.api.metrics.Meters;
import dev.mien.api.ops.Logging;
import dev.mien.api.ops.Scrape;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: the engine, its two listeners, and how they stop. */
final class Server {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final long START_SECONDS_MAX = 60;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  /** For listeners, 10 s for leaving the cluster, the database, and a slow machine. */
  private static final Duration AFTER_DRAIN_MAX = Duration.ofSeconds(30);

  /** Beside those that decide: no decision waits while a long answer to an operator is written. */
  private static final int ADMIN_EVENT_LOOPS = 1;

  private final Configuration configuration;
  private final Vertx vertx;
  private final Drain drain = new Drain();
  private final Scrape scrape = new Scrape();
  private final Meters meters = new Meters(scrape.registry());
  private final Core core;
  private final AdminToken token;
  private @Nullable Listening open;
  private @Nullable Listening admin;

  /** Makes a core, given what it may count with. */
  interface CoreSource {
    Core core(Configuration configuration, Meters meters) throws IOException, StartRefused;
  }

  private Server(Configuration configuration, CoreSource source) throws IOException, StartRefused {
    this.configuration = configuration;
    this.token = AdminToken.ofNode(configuration);
    if (configuration.of(Settings.APPROVER_TOKEN).filter(token.text()::equals).isPresent()) {
      throw new StartRefused(
          "MIEN_APPROVER_TOKEN is the admin token; a second person needs one of their own");
    }
    this.core = source.core(configuration, meters);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops() + ADMIN_EVENT_LOOPS));
  }

  /** Starts a node; returns once both listeners take requests. */
  static Server start(Configuration configuration, CoreSource source) throws StartRefused {
    Logging.set(configuration.of(Settings.LOG_LEVEL));
    Server server;
    try {
      server = new Server(configuration, source);
    } catch (IOException e) {
      throw new StartRefused(
          "the data folder "
              + configuration.of(Settings.DATA_DIR)
              + " cannot be used: "
              + e.getMessage());
    }
    try {
      server.listen();
    } catch (StartRefused e) {
      server.close();
      throw e;
    }
    return server;
  }

  private int eventLoops() {
    int told = configuration.of(Settings.EVENT_LOOPS);
    return told > 0 ? told : Runtime.getRuntime().availableProcessors();
  }

  private void listen() throws StartRefused {
    Surfaces surfaces = new Surfaces(configuration, core, new Watch(drain, scrape, meters), token);
    Limits limits = Limits.of(configuration);
    Upkeep upkeep = new Upkeep(meters, drain, configuration.of(Settings.DRAIN), System::nanoTime);
    // Health and metrics must answer while the public listener sheds or drains.
    Upkeep adminUpkeep = new Upkeep(meters, new Drain(), Duration.ZERO, System::nanoTime);
    open =
        listen(
            new Plan(
                "public",
                address(Settings.HTTP_HOST, Settings.HTTP_PORT),
                limits,
                surfaces.open(),
                upkeep),
            eventLoops(),
            Settings.HTTP_PORT);
    admin =
        listen(
            new Plan(
                "admin",
                address(Settings.ADMIN_HOST, Settings.ADMIN_PORT),
                limits.forAdmin(),
                surfaces.admin(publicUri()),
                adminUpkeep),
            ADMIN_EVENT_LOOPS,
            Settings.ADMIN_PORT);
    LOG.info("started with edition {}", core.engine().editions().inForce().number());
  }

  private Listening listen(Plan plan, int eventLoops, Setting<Integer> port) throws StartRefused {
    try {
      return Listener.listen(vertx, plan, eventLoops)
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      String reason =
          e.getCause() instanceof IOException
              ? "the port is in use or the address is not one of this machine; see " + port.name()
              : String.valueOf(e.getCause());
      throw new StartRefused(
          "the "
              + plan.name()
              + " listener cannot listen on "
              + plan.address().host()
              + ":"
              + plan.address().port()
              + ": "
              + reason);
    } catch (TimeoutException _) {
      throw new StartRefused("the " + plan.name() + " listener did not start in time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StartRefused("interrupted while starting");
    }
  }

  private Address address(Setting<String> host, Setting<Integer> port) {
    return new Address(configuration.of(host), configuration.of(port));
  }

  URI publicUri() {
    return URI.create("http://" + authority(configuration.of(Settings.HTTP_HOST), port(open)));
  }

  URI adminUri() {
    return URI.create("http://" + authority(configuration.of(Settings.ADMIN_HOST), port(admin)));
  }

  /** Where the admin token is; never the token. */
  String tokenPlace() {
    return token.place();
  }

  /**
   * Where the console is, for whoever may hold the admin token. It stands behind the number sign,
   * which browsers keep to themselves; the page exchanges it for a cookie.
   */
  URI console() {
    String fragment = URLEncoder.encode(token.text(), StandardCharsets.UTF_8);
    return adminUri().resolve("/console/#token=" + fragment);
  }

  /** How many public requests are being answered. */
  int inFlight() {
    return drain.inFlight();
  }

  Core core() {
    return core;
  }

  private static int port(@Nullable Listening listening) {
    return Objects.requireNonNull(listening, "a server that was started listens").port();
  }

  private static String authority(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** How long stopping may take at the most; beyond it something hangs. */
  Duration stopMax() {
    return configuration
        .of(Settings.DRAIN_NOTICE)
        .plus(configuration.of(Settings.DRAIN))
        .plus(AFTER_DRAIN_MAX);
  }

  /**
   * Stops, in this order: readiness says no, and connections end with their answers; that is given
   * time to be noticed; the public listener takes no more and finishes what is in flight; the admin
   * listener ends; the member leaves the cluster. Connections end from the first moment on, so that
   * few are idle and open when the listener closes: a request on its way into one of these fails.
   */
  void stop() {
    LOG.info("stopping");
    drain.begin();
    notice();
    if (open != null) {
      await(configuration.of(Settings.DRAIN).plus(CLOSE_MAX), vertx.undeploy(open.id()));
    }
    close();
    LOG.info("stopped");
  }

  /** Goes on answering for a while, so that whatever sends requests can see that it should not. */
  private void notice() {
    try {
      Thread.sleep(configuration.of(Settings.DRAIN_NOTICE));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    await(CLOSE_MAX, vertx.close());
    try {
      core.upkeep().close();
    } catch (Exception e) {
      // Closing may fail in any way; the rest is closed all the same.
      LOG.warn("the engine did not close cleanly", e);
    }
    scrape.close();
  }

  private static void await(Duration most, Future<?> future) {
    try {
      var _ =
          future
              .toCompletionStage()
              .toCompletableFuture()
              .get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      LOG.warn("stopping took longer than {}", most);
    } catch (ExecutionException e) {
      LOG.warn("stopping failed in part", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
