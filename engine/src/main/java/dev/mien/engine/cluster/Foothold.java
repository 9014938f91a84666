package dev.mien.engine.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  /** Joins; takes seconds. */
  synchronized void enter() {
    if (closed || instance != null) {
      return;
    }
    HazelcastInstance entered = Hazelcast.newHazelcastInstance(config.get());
    onEnter.forEach(setUp -> setUp.accept(entered));
    instance = entered;
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
