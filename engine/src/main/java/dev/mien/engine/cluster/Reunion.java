package dev.mien.engine.cluster;

import static com.hazelcast.instance.EndpointQualifier.MEMBER;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.server.ServerConnection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the other part of a split, and joins it where it is the greater one.
 *
 * <p>Hazelcast does this by a timer, and each look takes up to 10 s for every two members that are
 * away, so that a mended network goes unnoticed for as long. Here it is done when somebody is known
 * to be there, and Hazelcast's own timer is set to never. This asks for what that timer does, by
 * Hazelcast's inner types: whoever raises the version runs the partition case of the fault bench.
 */
final class Reunion implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reunion.class);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("mien-reunion").factory());
  private final AtomicBoolean looking = new AtomicBoolean();

  /** Looks, unless a look is under way. Does not wait for it. */
  void look(HazelcastInstance instance) {
    if (looking.compareAndSet(false, true)) {
      thread.execute(
          () -> {
            try {
              search(instance);
            } catch (RuntimeException e) {
              LOG.debug("looking for the other part of a split was cut short", e);
            } finally {
              looking.set(false);
            }
          });
    }
  }

  /**
   * Closes what is left of the connection to a member that is gone. Through a cut it looks alive,
   * and after it the system would go on to use it, and try ever more rarely whether it works.
   */
  void hangUp(HazelcastInstance instance, Address address) {
    thread.execute(
        () -> {
          try {
            @Nullable ServerConnection left =
                node(instance).getServer().getConnectionManager(MEMBER).get(address);
            if (left != null) {
              left.close("the member is gone", null);
            }
          } catch (RuntimeException e) {
            LOG.debug("the connection to a member that is gone was not closed", e);
          }
        });
  }

  private static Node node(HazelcastInstance instance) {
    if (instance instanceof HazelcastInstanceProxy proxy) {
      return proxy.getOriginal().node;
    }
    throw new IllegalArgumentException("an embedded member is wanted");
  }

  private static void search(HazelcastInstance instance) {
    Node node = node(instance);
    ClusterServiceImpl cluster = node.getClusterService();
    if (node.isRunning()
        && cluster.isJoined()
        && cluster.isMaster()
        && cluster.getClusterState().isJoinAllowed()) {
      Joiner joiner = node.getJoiner();
      if (joiner != null) {
        joiner.searchForOtherClusters();
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
