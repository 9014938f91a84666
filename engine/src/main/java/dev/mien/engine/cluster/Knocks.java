package dev.mien.engine.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Whether somebody is behind the doors of members that this node is not with: it opens a connection
 * and closes it again. One at a time each, on threads of its own.
 */
final class Knocks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mien-knock").factory());
  private final Map<InetSocketAddress, Heard> heard = new ConcurrentHashMap<>();
  private final Set<InetSocketAddress> asking = ConcurrentHashMap.newKeySet();

  Knocks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What came of the last knock at a door.
   *
   * @param at when it was knocked at
   * @param inTurn how many in turn were answered like this
   */
  private record Heard(long at, boolean open, int inTurn) {}

  /** Knocks at doors that nobody is waiting at. */
  void at(Collection<InetSocketAddress> doors) {
    heard.keySet().retainAll(doors);
    for (InetSocketAddress door : doors) {
      if (asking.add(door)) {
        threads.execute(() -> knock(door));
      }
    }
  }

  private void knock(InetSocketAddress door) {
    long at = nanoTime.getAsLong();
    boolean open = isOpen(door);
    heard.merge(
        door,
        new Heard(at, open, 1),
        (before, _) -> new Heard(at, open, before.open() == open ? before.inTurn() + 1 : 1));
    asking.remove(door);
  }

  private static boolean isOpen(InetSocketAddress door) {
    try (Socket socket = new Socket()) {
      socket.connect(
          door.isUnresolved() ? new InetSocketAddress(door.getHostString(), door.getPort()) : door,
          Math.toIntExact(PATIENCE.toMillis()));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Whether all of {@code doors} were knocked at since {@code since}, and nobody was there. */
  boolean isNobodyThere(Collection<InetSocketAddress> doors, long since) {
    return doors.stream()
        .allMatch(
            door -> {
              Heard last = heard.get(door);
              return last != null && !last.open() && last.at() - since > 0;
            });
  }

  /** Whether somebody was there, {@code times} in turn. */
  boolean isSomebodyThere(InetSocketAddress door, int times) {
    Heard last = heard.get(door);
    return last != null && last.open() && last.inTurn() >= times;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
