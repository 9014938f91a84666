package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What half-keys leave behind in the buffers that entries are written to and sent from. Hazelcast
 * keeps such buffers and overwrites them only as far as the next message reaches, so the key of an
 * erased session would stay in memory for as long as nothing else happens to cover it.
 *
 * <p>Buffers of threads are overwritten by the thread that wrote a key: at once where a session
 * begins, and wherever an entry is erased. Buffers of connections are overwritten within about two
 * seconds of an erasure, by messages that are longer than those buffers: from the node that was
 * asked to every member, and from each of these to every other. However many are erased meanwhile,
 * a member does this once a second. For any number of threads.
 */
final class Residue {
  /** Under which a member has its own. */
  static final String DESK = "mien-residue";

  private final Supplier<HazelcastInstance> foothold;
  private final AtomicReference<Due> due = new AtomicReference<>(Due.NOTHING);

  Residue(Supplier<HazelcastInstance> foothold) {
    this.foothold = foothold;
  }

  /** What the next round has to do. */
  enum Due {
    NOTHING,
    /** This member's connections. */
    OWN,
    /** Those of the others, too. */
    ALL
  }

  /** Overwrites the buffers that this thread writes entries to. Takes a few microseconds. */
  static void ofThisThread(HazelcastInstance instance) {
    if (instance instanceof SerializationServiceSupport support) {
      SerializationService serialization = support.getSerializationService();
      var _ = serialization.toData(new Blank(serialization));
    }
  }

  /** A session was erased, or another member asks for this. */
  void isDue(Due more) {
    due.accumulateAndGet(more, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  /** Does what is due. What does not get through is due again. */
  void round() {
    Due now = due.getAndSet(Due.NOTHING);
    if (now == Due.NOTHING) {
      return;
    }
    try {
      HazelcastInstance instance = foothold.get();
      Due theirs = now == Due.ALL ? Due.OWN : Due.NOTHING;
      for (Member member : instance.getCluster().getMembers()) {
        if (!member.localMember()) {
          Tasks.ask(instance, HazelcastEditionPeers.EXECUTOR, member, new Sweep(theirs))
              .exceptionally(
                  _ -> {
                    isDue(now);
                    return null;
                  });
        }
      }
    } catch (RuntimeException _) {
      // Out of the cluster, where there are no connections to sweep; again when it is back.
      isDue(now);
    }
  }
}
