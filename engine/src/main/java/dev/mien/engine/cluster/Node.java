package dev.mien.engine.cluster;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.counts.SharedCounts;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * This process as a member of the cluster. It starts with the member and ends when it is closed,
 * after its part of what the cluster holds has moved to others.
 */
public final class Node implements AutoCloseable {
  private static final int CALLBACK_THREADS = 2;
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final HazelcastInstance member;
  private final ScheduledThreadPoolExecutor callbacks;
  private final HalfKeys halfKeys;
  private final SharedCounts counts;

  private Node(HazelcastInstance member) {
    this.member = member;
    this.callbacks = new ScheduledThreadPoolExecutor(CALLBACK_THREADS, Node::thread);
    callbacks.setRemoveOnCancelPolicy(true);
    this.halfKeys = halfKeys(Deadlines.standard());
    this.counts = new HazelcastCounts(() -> member, callbacks);
  }

  /**
   * Where a node is, and where others are.
   *
   * @param cluster members of different names do not join
   * @param host the one address that members are talked to at; never a public one
   * @param port 0 is any that is free
   * @param peers host:port of other members; none: a cluster of one
   */
  public record Settings(String cluster, String host, int port, List<String> peers) {
    public Settings {
      peers = List.copyOf(peers);
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port is 0 to 65,535; got " + port);
      }
    }
  }

  /**
   * Joins the cluster, which takes seconds.
   *
   * @throws RuntimeException of Hazelcast's, if the address is not this machine's or is taken
   */
  public static Node start(Settings settings) {
    var node = new Node(Hazelcast.newHazelcastInstance(MemberConfig.of(settings)));
    node.warmUp();
    return node;
  }

  /**
   * Begins and erases a session that nobody has, and waits for it. The first calls assign the
   * partitions and load classes, which takes longer than a visitor is let wait.
   */
  private void warmUp() {
    var random = new SecureRandom();
    byte[] key = new byte[HalfKey.BYTES];
    random.nextBytes(key);
    HalfKeys patient = halfKeys(new Deadlines(WARM_UP, WARM_UP, WARM_UP));
    var handle = new Handle(random.nextLong(), random.nextLong());
    patient
        .begin(handle, new HalfKey(key), WARM_UP)
        .thenCompose(_ -> patient.raise(handle, HalfKeys.FIRST_VERSION, WARM_UP))
        .thenCompose(_ -> patient.renew(handle, WARM_UP))
        .thenCompose(_ -> patient.find(handle))
        .thenCompose(_ -> patient.erase(handle, WARM_UP))
        .toCompletableFuture()
        .join();
  }

  public HalfKeys halfKeys() {
    return halfKeys;
  }

  /** What the nodes have told each other of their counts. */
  public SharedCounts counts() {
    return counts;
  }

  /** How many members there are, this one included. */
  public int members() {
    return member.getCluster().getMembers().size();
  }

  /** Leaves the cluster in order. Closing twice is closing once. */
  @Override
  public void close() {
    member.shutdown();
    callbacks.shutdown();
  }

  /** The same half-keys, asked with another patience. */
  HalfKeys halfKeys(Deadlines deadlines) {
    return new HazelcastHalfKeys(member.getMap(HazelcastHalfKeys.MAP), callbacks, deadlines);
  }

  HazelcastInstance member() {
    return member;
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("mien-cluster").unstarted(work);
  }
}
