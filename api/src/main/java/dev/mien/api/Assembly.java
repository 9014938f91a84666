package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Peer;
import dev.mien.api.config.Settings;
import dev.mien.api.metrics.MeteredHalfKeys;
import dev.mien.api.metrics.Meters;
import dev.mien.engine.Engine;
import dev.mien.engine.SegmentReach;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.store.EditionFolder;
import dev.mien.segments.Workspaces;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the engine together from its parts, as a node's configuration says. */
final class Assembly {
  private static final String EDITIONS = "editions";

  private Assembly() {}

  /**
   * The engine of one node. Reads the editions that are kept and joins the cluster; blocks for
   * seconds.
   *
   * @throws IOException if the data folder cannot be used
   * @throws StartRefused if no member can run where the configuration says
   */
  static Core core(Configuration configuration, Meters meters) throws IOException, StartRefused {
    SecureRandom random = new SecureRandom();
    SessionPolicy policy =
        new SessionPolicy(
            configuration.of(Settings.SESSION_IDLE),
            configuration.of(Settings.SESSION_MAX),
            configuration.of(Settings.EPOCH));
    Node node = join(configuration, policy);
    InstantSource clock = node.clock();
    Editions editions =
        Editions.open(
            new EditionFolder(configuration.of(Settings.DATA_DIR).resolve(EDITIONS)),
            Workspaces::compile,
            clock);
    HalfKeys halfKeys = new MeteredHalfKeys(node.halfKeys(), meters);
    meters.gauge(
        "mien.edition", "The number of the edition in force.", () -> editions.inForce().number());
    SegmentReach reach = new SegmentReach(clock);
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(halfKeys, node.epochKeys(), policy, random),
                clock,
                ThreadLocalRandom::current,
                reach));
    meters.gauge("mien.cluster.members", "How many members the cluster has.", node::members);
    meters.gauge(
        "mien.cluster.peers.silent", "How many members do not answer.", node::silentMembers);
    meters.gauge(
        "mien.fenced",
        "Whether this node has to catch up with the others, and opens no sessions.",
        () -> node.isCurrent() ? 0 : 1);
    return new Core(engine, reach, node::isCurrent, node);
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
