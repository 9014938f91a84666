package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This process's place in the cluster, which it may leave and take again. Whoever needs it asks
 * each time, and is told by an exception while there is none.
 */
final class Foothold implements Supplier<HazelcastInstance>, AutoCloseable {
  static {
    SteadyClock.install();
  }

  /** Under which members say in what form they keep half-keys; older builds say nothing. */
  static final String FORM_ATTRIBUTE = "half-keys";

  private static final int TRIES_MAX = 100;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final Supplier<Config> config;
  private final List<Consumer<HazelcastInstance>> onEnter = new CopyOnWriteArrayList<>();
  private volatile @Nullable HazelcastInstance instance;
  private boolean closed;

  Foothold(Supplier<Config> config) {
    this.config = config;
  }

  @Override
  public HazelcastInstance get() {
    HazelcastInstance present = instance;
    if (present == null) {
      throw new HazelcastInstanceNotActiveException("this node is out of the cluster");
    }
    return present;
  }

  boolean isIn() {
    HazelcastInstance present = instance;
    return present != null && present.getLifecycleService().isRunning();
  }

  /** Sets something up on the instance that there is, and on each one after it. */
  synchronized void setUp(Consumer<HazelcastInstance> setUp) {
    onEnter.add(setUp);
    HazelcastInstance present = instance;
    if (present != null) {
      setUp.accept(present);
    }
  }

  /**
   * Joins; takes seconds. It does so without entries at first: those that come are kept by the time
   * of the cluster, which has to be known by then.
   *
   * @throws OtherFormException if a member keeps half-keys in another form
   */
  synchronized void enter() {
    if (closed || instance != null) {
      return;
    }
    HazelcastInstance entered = Hazelcast.newHazelcastInstance(config.get().setLiteMember(true));
    refuseOtherForms(entered);
    SteadyClock.set(entered.getCluster().getClusterTime());
    takePart(entered);
    onEnter.forEach(setUp -> setUp.accept(entered));
    instance = entered;
  }

  private static void refuseOtherForms(HazelcastInstance entered) {
    for (Member member : entered.getCluster().getMembers()) {
      if (!LeaseBytes.FORM.equals(member.getAttribute(FORM_ATTRIBUTE))) {
        entered.getLifecycleService().terminate();
        throw new OtherFormException(member.getAddress().toString());
      }
    }
  }

  private static void takePart(HazelcastInstance entered) {
    for (int tries = 1; ; tries++) {
      try {
        entered.getCluster().promoteLocalLiteMember();
        return;
      } catch (IllegalStateException e) {
        // The member that decides on it is going at this moment, and another takes its place.
        if (tries == TRIES_MAX) {
          entered.getLifecycleService().terminate();
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** Leaves at once, without handing over anything; the others have copies. */
  synchronized void drop() {
    HazelcastInstance present = instance;
    instance = null;
    if (present != null) {
      present.getLifecycleService().terminate();
    }
  }

  /** Leaves in order, for good. Closing twice is closing once. */
  @Override
  public synchronized void close() {
    closed = true;
    HazelcastInstance present = instance;
    instance = null;
    if (present != null) {
      present.shutdown();
    }
  }
}
