package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import dev.mien.engine.cluster.Crossing.Tells;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Nodes that others reach by way of an onlooker, and what can be done to them behind their back.
 */
public final class TamperedNodes {
  private static final int MERGE_BATCH = 100;
  private static final String CAPSULES = "capsules";

  /** What becomes of an entry that both parts of a split have. */
  public enum Merge {
    /** As it is shipped. */
    OURS,
    /**
     * As Hazelcast does it by default: what the greater part has stays, and who comes over tells
     * nothing by itself.
     */
    ONE_SIDE
  }

  private TamperedNodes() {}

  /**
   * A node that tells others to reach it at another port of the same host.
   *
   * @param publicPort where the onlooker listens
   */
  public static Node start(Node.Settings settings, int publicPort, Merge merge) {
    UnaryOperator<Config> changed =
        config -> {
          ServerSocketEndpointConfig endpoint =
              (ServerSocketEndpointConfig)
                  config
                      .getAdvancedNetworkConfig()
                      .getEndpointConfigs()
                      .get(EndpointQualifier.MEMBER);
          requireNonNull(endpoint).setPublicAddress(settings.host() + ":" + publicPort);
          if (merge == Merge.ONE_SIDE) {
            MapConfig halfKeys = config.getMapConfig(HazelcastHalfKeys.MAP);
            halfKeys.setMergePolicyConfig(
                new MergePolicyConfig(PutIfAbsentMergePolicy.class.getName(), MERGE_BATCH));
          }
          return config;
        };
    Tells tells = merge == Merge.ONE_SIDE ? Tells.NOTHING : Tells.WHAT_IT_HELD;
    return Node.start(settings, SessionPolicy.standard(), changed, tells);
  }

  /** Puts a half-key where it was, whatever is there now. */
  public static void putBack(Node node, Handle handle, HalfKey key) {
    IMap<Handle, Lease> map = node.member().getMap(HazelcastHalfKeys.MAP);
    Duration kept = SessionPolicy.standard().lease();
    try {
      map.set(handle, Lease.of(new Entry.Live(1, key), Clock.currentTimeMillis(), kept));
    } catch (IndeterminateOperationStateException _) {
      // It is put where it is asked for; only a copy may lack it, while partitions move.
    }
  }

  /** Has the members hold a capsule. */
  public static void share(Node node, Handle handle, byte[] capsule) {
    node.member().<Handle, byte[]>getMap(CAPSULES).set(handle, capsule);
  }
}
