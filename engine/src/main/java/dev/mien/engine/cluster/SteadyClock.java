package dev.mien.engine.cluster;

import com.hazelcast.internal.util.Clock;
import com.hazelcast.internal.util.ClockProperties;

/**
 * What Hazelcast takes for the time: the steady clock of the process, set once to the time of the
 * cluster that it joins. A wall clock that is set forward by a day, or was never set, would
 * otherwise drop the half-keys of all live sessions, and one that is set back would keep them for a
 * day too long.
 */
public final class SteadyClock extends Clock.ClockImpl {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** How far the cluster is ahead of the wall clock that this process began with. */
  private static volatile long aheadMillis;

  private final long fromMillis = System.currentTimeMillis();
  private final long fromNanos = System.nanoTime();

  /** For Hazelcast, which makes it by its name. */
  public SteadyClock() {}

  /** Has effect before Hazelcast first asks for the time, and none after. */
  static void install() {
    System.setProperty(ClockProperties.HAZELCAST_CLOCK_IMPL, SteadyClock.class.getName());
  }

  /**
   * From now on it goes on from this; before a member has entries, or they may be past their time.
   */
  static synchronized void set(long clusterMillis) {
    aheadMillis += clusterMillis - Clock.currentTimeMillis();
  }

  @Override
  protected long currentTimeMillis() {
    return fromMillis + aheadMillis + (System.nanoTime() - fromNanos) / NANOS_PER_MILLI;
  }
}
