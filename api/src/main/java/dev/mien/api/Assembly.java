package dev.mien.api;

import dev.mien.api.access.Trail;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Peer;
import dev.mien.api.config.Settings;
import dev.mien.api.metrics.MeteredHalfKeys;
import dev.mien.api.metrics.Meters;
import dev.mien.api.policy.Registry;
import dev.mien.engine.Engine;
import dev.mien.engine.Exposing;
import dev.mien.engine.SampleTrial;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.cluster.OtherFormException;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdKeeper;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.CrowdTeller;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.persona.Expectations;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.promise.TransparencyLog;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.store.CheckpointFile;
import dev.mien.engine.store.Database;
import dev.mien.engine.store.EditionFolder;
import dev.mien.engine.store.Place;
import dev.mien.engine.workspace.Publications;
import dev.mien.engine.workspace.Schedules;
import dev.mien.segments.Workspaces;
import dev.mien.segments.identifying.Detector;
import dev.mien.segments.identifying.Tripwire;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the engine together from its parts, as a node's configuration says. */
final class Assembly {
  private static final String LAST_GOOD = "last-good";

  /** How many editions a node keeps to start from. */
  private static final int LAST_GOOD_MAX = 3;

  private static final String STORE_FILE = "store.db";

  /** What the log of promises is called before the name of the cluster, if nobody names it. */
  private static final String ORIGIN = "mien.internal/";

  /** A server that is away shows at once, a silent one in 2 s; the rest is for a slow machine. */
  private static final Duration STORE_WAIT_MAX = Duration.ofSeconds(10);

  private Assembly() {}

  /**
   * The engine of one node. Reads the editions that are kept and joins the cluster; blocks for
   * seconds.
   *
   * @throws IOException if the data folder or the database cannot be used
   * @throws StartRefused if no member can run where the configuration says
   */
  static Core core(Configuration configuration, Meters meters) throws IOException, StartRefused {
    Database database = Database.open(place(configuration));
    try {
      return core(configuration, meters, database);
    } catch (IOException | StartRefused | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Where a node keeps what outlives it. */
  static Place place(Configuration configuration) {
    Optional<URI> url = configuration.of(Settings.JDBC_URL);
    return url.isEmpty()
        ? new Place.File(configuration.of(Settings.DATA_DIR).resolve(STORE_FILE))
        : new Place.Server(
            url.orElseThrow().toString(),
            configuration.of(Settings.JDBC_USER).orElse(""),
            configuration.of(Settings.JDBC_PASSWORD).orElse(""),
            configuration.of(Settings.JDBC_POOL));
  }

  // Whether it is there shows at its first use.
  private static void awaitUp(Database database) throws StartRefused {
    try {
      boolean _ = database.awaitUp(STORE_WAIT_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StartRefused("interrupted while starting");
    }
  }

  private static Core core(Configuration configuration, Meters meters, Database database)
      throws IOException, StartRefused {
    SecureRandom random = new SecureRandom();
    SessionPolicy policy =
        new SessionPolicy(
            configuration.of(Settings.SESSION_IDLE),
            configuration.of(Settings.SESSION_MAX),
            configuration.of(Settings.EPOCH));
    EditionStore lastGood =
        new EditionFolder(configuration.of(Settings.DATA_DIR).resolve(LAST_GOOD), LAST_GOOD_MAX);
    // The first of its kind loads what is known of numbers, too long for an event loop to wait.
    Optional<Detector> _ = Tripwire.find("+44 20 7946 0958");
    Node node = join(configuration, policy);
    // It opened while the node joined.
    awaitUp(database);
    InstantSource clock = node.clock();
    Editions editions =
        Editions.open(
            new Editions.Parts(
                database.editions(),
                lastGood,
                node::editionPeers,
                new SampleTrial(),
                Expectations::compile,
                clock));
    HalfKeys halfKeys = new MeteredHalfKeys(node.halfKeys(), meters);
    meters.gauge(
        "mien.edition", "The number of the edition in force.", () -> editions.inForce().number());
    meters.gauge(
        "mien.edition.lag",
        "How far the edition in force is behind the newest that this node has heard of.",
        editions::lag);
    meters.gauge(
        "mien.edition.unfit",
        "How many editions above the one in force could not be loaded here.",
        editions::unfit);
    meters.gauge(
        "mien.store.up",
        "1 while the database answers, 0 while it does not.",
        () -> database.isUp() ? 1 : 0);
    Crowds crowds =
        new Crowds(
            CrowdRule.of(
                configuration.of(Settings.CROWD_MIN), configuration.of(Settings.CROWD_WINDOW)));
    CrowdGate gate = new CrowdGate(crowds);
    Counting counting =
        Counting.start(
            new Counting.Places(
                node.counts(),
                database.counts(),
                editions::inForce,
                ways(crowds, node, database),
                new Counting.Ways(node.outcomes(), database.outcomes()),
                new Counting.Ways(node.patterns(), database.patterns())),
            clock,
            random);
    meters.crowd(gate, crowds);
    meters.gauge(
        "mien.counts.untold.seconds",
        "How long ago other nodes had last been told all that this one has counted.",
        counting::untoldSeconds);
    meters.gauge(
        "mien.counts.unkept.seconds",
        "How long ago all counts had last been kept, or left to the node whose task that is.",
        counting::unkeptSeconds);
    TransparencyLog promises =
        TransparencyLog.open(
            new TransparencyLog.Parts(
                database.promises(),
                node.pendingLeaves(),
                database.secrets(),
                new CheckpointFile(configuration.of(Settings.DATA_DIR)),
                configuration
                    .of(Settings.LOG_ORIGIN)
                    .orElseGet(() -> ORIGIN + configuration.of(Settings.CLUSTER_NAME))));
    Chronicle chronicle = chronicle(configuration, promises, editions, clock);
    Releasing releasing =
        Releasing.start(
            new Releasing.Places(
                counting.counts(),
                counting.outcomes(),
                counting::patterns,
                node.counts(),
                database.releases(),
                editions::inForce),
            new Releasing.Rules(budget(configuration), configuration.of(Settings.CROWD_MIN)),
            new Releaser.Surroundings(clock, random, debit -> record(promises, debit, clock)));
    Trail trail = new Trail(database.audit(), clock, meters::auditLost);
    Publications publications =
        new Publications(
            new Publications.Parts(
                editions, database.drafts(), database.credits(), database.audit(), trail),
            configuration.of(Settings.REVIEW));
    Schedules schedules = new Schedules(database.drafts(), publications, trail, clock);
    schedules.start();
    Shadowing shadowing =
        Shadowing.start(
            new Shadowing.Places(
                database.drafts(), Workspaces::compile, editions::inForce, database.releases()),
            counting.shadows(),
            clock);
    Allocating allocating =
        new Allocating(
                new Allocations(
                    Allocations.Rules.of(
                        configuration.of(Settings.SESSION_IDLE),
                        configuration.of(Settings.CROWD_MIN))),
                counting.outcomes(),
                editions::inForce,
                clock,
                configuration.of(Settings.LEARN_EVERY))
            .start();
    Capsules capsules = new Capsules(halfKeys, node.epochKeys(), policy, random);
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                capsules,
                clock,
                ThreadLocalRandom::current,
                counting.tally(),
                gate,
                promises,
                allocating.allocations()));
    meters.gauge("mien.cluster.members", "How many members the cluster has.", node::members);
    meters.gauge(
        "mien.cluster.peers.silent", "How many members do not answer.", node::silentMembers);
    meters.gauge(
        "mien.fenced",
        "Whether this node has to catch up with the others, and opens no sessions.",
        () -> node.isCurrent() ? 0 : 1);
    return new Core(
        engine,
        new Exposing(editions, capsules, clock, gate),
        releasing,
        shadowing,
        counting.outcomes(),
        allocating.allocations(),
        clock,
        () -> node.isCurrent() && editions.isInformed(),
        database,
        trail,
        publications,
        promises.reader(),
        () -> {
          schedules.close();
          editions.close();
          chronicle.close();
          shadowing.close();
          allocating.close();
          releasing.close();
          // Before the node leaves the cluster, and before the database is closed.
          promises.close();
          counting.close();
          node.close();
          database.close();
        });
  }

  /** Everybody may add up what was spent. */
  private static void record(PromiseLog log, Debit debit, InstantSource clock) {
    String release = debit.account().statistic().code() + " " + debit.account().fromHour();
    var _ =
        log.append(
            Leaf.budget(
                clock.instant(),
                release + " " + debit.what(),
                debit.price().number().toPlainString()));
  }

  private static Chronicle chronicle(
      Configuration configuration, PromiseLog log, Editions editions, InstantSource clock) {
    Registry registry = Surfaces.registry(configuration);
    return Chronicle.start(
        log,
        new Chronicle.Declared(
            editions::inForce,
            edition -> Surfaces.policy(configuration, edition).getBytes(),
            "crowd "
                + registry.crowd().minimum()
                + " in "
                + registry.crowd().windowHours()
                + " hours"),
        clock);
  }

  private static Counting.CrowdWays ways(Crowds crowds, Node node, Database database) {
    return new Counting.CrowdWays(
        new CrowdTeller(crowds, node.crowds(), node.clock()),
        new CrowdKeeper(
            crowds,
            new CrowdKeeper.Places(node.crowds(), database.crowds(), database.secrets()),
            node.clock()));
  }

  static Budget budget(Configuration configuration) {
    return new Budget(
        configuration.of(Settings.BUDGET_EPSILON), configuration.of(Settings.BUDGET_HOURS));
  }

  private static Node join(Configuration configuration, SessionPolicy policy) throws StartRefused {
    String host = configuration.of(Settings.CLUSTER_HOST);
    int port = configuration.of(Settings.CLUSTER_PORT);
    try {
      return Node.start(
          new Node.Settings(
              configuration.of(Settings.CLUSTER_NAME),
              host,
              port,
              configuration.of(Settings.CLUSTER_PEERS).stream().map(Peer::toString).toList(),
              configuration.of(Settings.CLUSTER_KUBERNETES)),
          policy);
    } catch (OtherFormException e) {
      throw new StartRefused(
          e.getMessage()
              + ", as another build does: neither node would hear of what is erased at the other;"
              + " start this one with a "
              + Settings.CLUSTER_NAME.name()
              + " of its own beside those");
    } catch (RuntimeException e) {
      // Hazelcast tells an address it cannot use in types that have no other parent in common.
      throw new StartRefused(
          "no member of the cluster can run at "
              + host
              + ":"
              + port
              + ": the port is in use or the address is not one of this machine; see "
              + Settings.CLUSTER_HOST.name()
              + " and "
              + Settings.CLUSTER_PORT.name()
              + " ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }
}
