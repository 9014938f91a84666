package dev.mien.engine.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Members that were there and are not, and may be alive with sessions of their own. Who said
 * farewell, or has come back to its address, is none of them; nor is, after a while, anybody. Times
 * are those of a steady clock, in nanoseconds. For any number of threads.
 */
final class Absentees {
  /** How long a node that went without a word may be alive somewhere. */
  static final Duration LOST = Duration.ofMinutes(10);

  /** How long it takes until what a newcomer brings is where it belongs. */
  static final Duration UNSETTLED = Duration.ofSeconds(5);

  private final Map<InetSocketAddress, Long> lost = new ConcurrentHashMap<>();
  private final Set<UUID> leaving = ConcurrentHashMap.newKeySet();
  private volatile long changedAt;

  /** Who starts holds nothing that could be behind. */
  Absentees(long now) {
    this.changedAt = now - UNSETTLED.toNanos();
  }

  void farewell(UUID member) {
    leaving.add(member);
  }

  void gone(UUID member, InetSocketAddress address, long now) {
    if (!leaving.remove(member)) {
      lost.put(address, now);
    }
  }

  void came(InetSocketAddress address, long now) {
    lost.remove(address);
    changedAt = now;
  }

  /** This node itself has come among others. */
  void cameMyself(long now) {
    changedAt = now;
  }

  /** Where somebody may be. */
  Set<InetSocketAddress> addresses() {
    return Set.copyOf(lost.keySet());
  }

  boolean isSettled(long now) {
    lost.values().removeIf(since -> now - since > LOST.toNanos());
    return lost.isEmpty() && now - changedAt >= UNSETTLED.toNanos();
  }
}
