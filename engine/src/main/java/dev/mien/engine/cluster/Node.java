package dev.mien.engine.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.mien.engine.cluster.Crossing.Tells;
import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.counts.SharedCounts;
import dev.mien.engine.counts.SharedVectors;
import dev.mien.engine.crowd.SharedCrowds;
import dev.mien.engine.edition.EditionCalls;
import dev.mien.engine.edition.EditionPeers;
import dev.mien.engine.promise.PendingLeaves;
import dev.mien.engine.session.EpochKeys;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * This process as a member of the cluster. It starts with the member and ends when it is closed,
 * after its part of what the cluster holds has moved to others.
 */
public final class Node implements AutoCloseable {
  private static final int CALLBACK_THREADS = 2;
  private static final Duration BETWEEN_SWEEPS = Duration.ofMillis(500);
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  /** How long a starting node waits for all members to tell it their epoch keys. */
  private static final Duration ROLL_CALL = Duration.ofSeconds(10);

  /** How long a node that leaves goes on telling what it held before a merge. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Foothold foothold;
  private final ScheduledThreadPoolExecutor callbacks = threads("mien-cluster", CALLBACK_THREADS);
  private final ScheduledThreadPoolExecutor rolls = threads("mien-roll", 1);
  private final ScheduledThreadPoolExecutor upkeep = threads("mien-upkeep", 1);
  private final PauseWatch pauses = new PauseWatch(System::nanoTime);
  private final Standing standing = new Standing(pauses);
  private final Knocks knocks = new Knocks(System::nanoTime);
  private final Reunion reunion = new Reunion();
  private final Residue residue;
  private final Overdue overdue;
  private final ClusterClock clock = new ClusterClock(System::nanoTime, System.currentTimeMillis());
  private final EpochKeys epochKeys;
  private final HalfKeys halfKeys;
  private final HazelcastCounts counts;
  private final PendingLeaves pendingLeaves;
  private final Crossing crossing;
  private final RollCall rollCall;

  private Node(
      Settings settings, SessionPolicy policy, UnaryOperator<Config> changed, Tells tells) {
    this.foothold = new Foothold(() -> changed.apply(MemberConfig.of(settings)));
    this.residue = new Residue(foothold);
    this.overdue = new Overdue(foothold);
    foothold.setUp(entered -> entered.getUserContext().put(Residue.DESK, residue));
    EpochRing ring = new EpochRing(policy, new SecureRandom());
    this.epochKeys = new SharedEpochKeys(ring, standing);
    this.halfKeys = halfKeys(Deadlines.standard());
    this.counts = new HazelcastCounts(foothold, callbacks);
    this.pendingLeaves = new HazelcastPendingLeaves(foothold, callbacks);
    this.crossing = new Crossing(foothold, policy, upkeep, tells);
    this.rollCall =
        new RollCall(
            new RollCall.Parts(
                foothold,
                ring,
                clock,
                standing,
                pauses,
                knocks,
                reunion,
                settings.others().stream().map(Node::address).toList(),
                !settings.peers().isEmpty() || settings.service().isPresent(),
                rolls,
                System::nanoTime,
                crossing));
  }

  /**
   * Where a node is, and where others are.
   *
   * @param cluster members of different names do not join
   * @param host the one address that members are talked to at; never a public one
   * @param port 0 is any that is free
   * @param peers host:port of other members; none: a cluster of one
   * @param service a DNS name that stands for all members, as a headless service of Kubernetes has;
   *     used in place of peers
   */
  public record Settings(
      String cluster, String host, int port, List<String> peers, Optional<String> service) {
    public Settings {
      peers = List.copyOf(peers);
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port is 0 to 65,535; got " + port);
      }
    }

    /** Peers without this node itself, as far as that can be told from how they are written. */
    private List<String> others() {
      return peers.stream().filter(peer -> !peer.equals(host + ":" + port)).toList();
    }
  }

  /**
   * Joins the cluster, which takes seconds.
   *
   * @throws RuntimeException of Hazelcast's, if the address is not this machine's or is taken
   */
  public static Node start(Settings settings, SessionPolicy policy) {
    return start(settings, policy, UnaryOperator.identity(), Tells.WHAT_IT_HELD);
  }

  /** The same with a member that is set up otherwise, which only a bench may wish for. */
  static Node start(
      Settings settings, SessionPolicy policy, UnaryOperator<Config> changed, Tells tells) {
    var node = new Node(settings, policy, changed, tells);
    try {
      node.foothold.enter();
      node.pauses.start();
      node.rollCall.begin(ROLL_CALL);
      node.warmUp();
      node.sweep();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /**
   * Begins and erases a session that nobody has, and waits for it. The first calls assign the
   * partitions and load classes, which takes longer than a visitor is let wait.
   */
  private void warmUp() {
    var random = new SecureRandom();
    byte[] key = new byte[HalfKey.BYTES];
    random.nextBytes(key);
    HalfKeys patient = halfKeys(new Deadlines(WARM_UP, WARM_UP, WARM_UP, WARM_UP));
    var handle = new Handle(random.nextLong(), random.nextLong());
    patient
        .begin(handle, new HalfKey(key), WARM_UP)
        .thenCompose(_ -> patient.raise(handle, HalfKeys.FIRST_VERSION, WARM_UP))
        .thenCompose(_ -> patient.renew(handle, WARM_UP))
        .thenCompose(_ -> patient.find(handle))
        .thenCompose(_ -> patient.erase(handle, WARM_UP))
        // A cluster that is short of a member at this moment is no reason not to start.
        .exceptionally(_ -> null)
        .toCompletableFuture()
        .join();
  }

  private void sweep() {
    var _ =
        upkeep.scheduleWithFixedDelay(
            residue::round,
            BETWEEN_SWEEPS.toMillis(),
            BETWEEN_SWEEPS.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        upkeep.scheduleWithFixedDelay(
            overdue::next,
            Overdue.BETWEEN.toMillis(),
            Overdue.BETWEEN.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  public HalfKeys halfKeys() {
    return halfKeys;
  }

  /** What the nodes have told each other of their counts. */
  public SharedCounts counts() {
    return counts;
  }

  /** What the nodes have told each other of patterns. */
  public SharedVectors patterns() {
    return counts.patterns();
  }

  /** What the nodes have told each other of outcomes. */
  public SharedVectors outcomes() {
    return counts.outcomes();
  }

  /** The promises that wait for the log. */
  public PendingLeaves pendingLeaves() {
    return pendingLeaves;
  }

  /** What the nodes have told each other of crowds. */
  public SharedCrowds crowds() {
    return counts;
  }

  public EpochKeys epochKeys() {
    return epochKeys;
  }

  /** The time that all members agree on. */
  public InstantSource clock() {
    return clock;
  }

  /** The editions of the other members, who may ask of this one's what {@code calls} offers. */
  public EditionPeers editionPeers(EditionCalls calls) {
    foothold.setUp(entered -> entered.getUserContext().put(HazelcastEditionPeers.CALLS, calls));
    return new HazelcastEditionPeers(foothold);
  }

  /** How many members there are, this one included; 0 while this node is out. */
  public int members() {
    return foothold.isIn() ? foothold.get().getCluster().getMembers().size() : 0;
  }

  /** How many members do not answer at present. */
  public int silentMembers() {
    return standing.view().silent();
  }

  /**
   * Whether this node knows what the others know. If not, it answers without sessions, and requests
   * are better sent to others.
   */
  public boolean isCurrent() {
    return !standing.isFenced();
  }

  /** Leaves the cluster in order. Closing twice is closing once. */
  @Override
  public void close() {
    crossing.close(LAST_WORDS);
    rollCall.close();
    foothold.close();
    pauses.close();
    knocks.close();
    reunion.close();
    List.of(callbacks, rolls, upkeep).forEach(ScheduledExecutorService::shutdown);
  }

  /** The same half-keys, asked with another patience. */
  HalfKeys halfKeys(Deadlines deadlines) {
    return new HazelcastHalfKeys(
        new HazelcastHalfKeys.Parts(foothold, standing, residue, callbacks), deadlines);
  }

  HazelcastInstance member() {
    return foothold.get();
  }

  private static InetSocketAddress address(String peer) {
    URI uri = URI.create("tcp://" + peer);
    return InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort());
  }

  private static ScheduledThreadPoolExecutor threads(String name, int count) {
    var threads =
        new ScheduledThreadPoolExecutor(
            count, work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
    threads.setRemoveOnCancelPolicy(true);
    return threads;
  }
}
