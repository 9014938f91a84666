package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Peer;
import dev.mien.api.config.Settings;
import dev.mien.api.metrics.MeteredHalfKeys;
import dev.mien.api.metrics.Meters;
import dev.mien.api.workspace.Checker;
import dev.mien.engine.Engine;
import dev.mien.engine.Tally;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.InMemoryEpochKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.store.EditionFolder;
import dev.mien.segments.Workspaces;
import dev.mien.segments.syntax.WorkspaceSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the engine together from its parts, as a node's configuration says. */
final class Assembly {
  private static final Path EDITIONS = Path.of("editions");

  private Assembly() {}

  /** What checks workspaces, without a node around it. */
  static Checker checker() {
    return Workspaces::compile;
  }

  /** The JSON Schema of workspace files. */
  static String workspaceSchema() {
    return WorkspaceSchema.json();
  }

  /**
   * The engine of one node. Joins the cluster; blocks for seconds.
   *
   * @throws IOException if the data folder cannot be used
   * @throws StartRefused if the member's address cannot be used
   */
  static Core core(Configuration configuration, Meters meters) throws IOException, StartRefused {
    InstantSource clock = InstantSource.system();
    Editions editions =
        Editions.open(
            new EditionFolder(configuration.of(Settings.DATA_DIR).resolve(EDITIONS)),
            Workspaces::compile,
            clock);
    Node node = join(configuration);
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                capsules(configuration, new MeteredHalfKeys(node.halfKeys(), meters)),
                clock,
                ThreadLocalRandom::current,
                Tally.none()));
    meters.gauge("mien.edition", "The edition in force.", () -> editions.inForce().number());
    return new Core(engine, checker(), node);
  }

  private static Node join(Configuration configuration) throws StartRefused {
    String host = configuration.of(Settings.CLUSTER_HOST);
    int port = configuration.of(Settings.CLUSTER_PORT);
    try {
      return Node.start(
          new Node.Settings(
              configuration.of(Settings.CLUSTER_NAME),
              host,
              port,
              configuration.of(Settings.CLUSTER_PEERS).stream().map(Peer::toString).toList()));
    } catch (RuntimeException e) {
      // Hazelcast tells an address it cannot bind in types of its own that share no other parent.
      throw new StartRefused(
          "no member of the cluster can run at "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + "; see "
              + Settings.CLUSTER_HOST.name()
              + " and "
              + Settings.CLUSTER_PORT.name());
    }
  }

  private static Capsules capsules(Configuration configuration, HalfKeys halfKeys) {
    SessionPolicy policy =
        new SessionPolicy(
            configuration.of(Settings.SESSION_IDLE),
            configuration.of(Settings.SESSION_MAX),
            configuration.of(Settings.EPOCH));
    SecureRandom random = new SecureRandom();
    return new Capsules(halfKeys, new InMemoryEpochKeys(policy, random), policy, random);
  }
}
