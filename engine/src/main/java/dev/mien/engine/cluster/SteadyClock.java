package dev.mien.engine.cluster;

import com.hazelcast.internal.util.Clock;
import com.hazelcast.internal.util.ClockProperties;

/**
 * What Hazelcast takes for the time: the wall clock as it stood when this class was loaded, and the
 * steady clock since. A wall clock that is set forward by a day would otherwise drop the half-keys
 * of all live sessions, and one that is set back would keep them for a day too long.
 */
public final class SteadyClock extends Clock.ClockImpl {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long fromMillis = System.currentTimeMillis();
  private final long fromNanos = System.nanoTime();

  /** For Hazelcast, which makes it by its name. */
  public SteadyClock() {}

  /** Has effect before Hazelcast first asks for the time, and none after. */
  static void install() {
    System.setProperty(ClockProperties.HAZELCAST_CLOCK_IMPL, SteadyClock.class.getName());
  }

  @Override
  protected long currentTimeMillis() {
    return fromMillis + (System.nanoTime() - fromNanos) / NANOS_PER_MILLI;
  }
}
