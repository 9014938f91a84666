package dev.mien.engine.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The time that all members agree on: it runs by the steady clock of the process, and is set by the
 * median of what the members' wall clocks show. So neither a wall clock that is wrong nor one that
 * leaps moves the time of a cluster of three, and a node alone follows its own within seconds.
 *
 * <p>Reading it is one volatile read. It may go back when it is set; nothing is ordered by it.
 */
final class ClusterClock implements InstantSource {
  /** Less is made good bit by bit. */
  private static final long LEAP_NANOS = Duration.ofSeconds(1).toNanos();

  /** How often in turn the members have to be that far off before the time leaps. */
  private static final int ROUNDS_BEFORE_LEAP = 5;

  private static final int PART_PER_ROUND = 8;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanoTime;
  private volatile long offsetNanos;
  private int roundsOff;
  private boolean isSet;

  ClusterClock(LongSupplier nanoTime, long wallMillis) {
    this.nanoTime = nanoTime;
    this.offsetNanos = wallMillis * NANOS_PER_MILLI - nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(0, nanoTime.getAsLong() + offsetNanos);
  }

  /**
   * Follows the members. Called once a round, by one thread.
   *
   * @param wallMillis what the wall clocks of all members show now, this node's included
   */
  void follow(long[] wallMillis) {
    long[] sorted = wallMillis.clone();
    Arrays.sort(sorted);
    long median = sorted[(sorted.length - 1) / 2];
    long off = median * NANOS_PER_MILLI - (nanoTime.getAsLong() + offsetNanos);
    if (Math.abs(off) < LEAP_NANOS) {
      roundsOff = 0;
      set(offsetNanos + off / PART_PER_ROUND);
    } else if (++roundsOff >= ROUNDS_BEFORE_LEAP || (!isSet && sorted.length > 1)) {
      roundsOff = 0;
      set(offsetNanos + off);
    }
    isSet |= sorted.length > 1;
  }

  private void set(long nanos) {
    offsetNanos = nanos;
  }
}
