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
import org.jspecify.annotations.Nullable;

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
   * @param behind who was there, by its address; null if nobody was
   * @param inTurn how many in turn came to the same
   */
  private record Heard(long at, @Nullable InetSocketAddress behind, int inTurn) {
    boolean isOpen() {
      return behind != null;
    }
  }

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
    InetSocketAddress behind = whoIsBehind(door);
    heard.merge(
        door,
        new Heard(at, behind, 1),
        (before, now) ->
            new Heard(at, behind, before.isOpen() == now.isOpen() ? before.inTurn() + 1 : 1));
    asking.remove(door);
  }

  private static @Nullable InetSocketAddress whoIsBehind(InetSocketAddress door) {
    // Looked up each time: what a name stands for may change.
    InetSocketAddress resolved = new InetSocketAddress(door.getHostString(), door.getPort());
    try (Socket socket = new Socket()) {
      socket.connect(resolved, Math.toIntExact(PATIENCE.toMillis()));
      return resolved;
    } catch (IOException _) {
      return null;
    }
  }

  /** Whether all of {@code doors} were knocked at since {@code since}, and nobody was there. */
  boolean isNobodyThere(Collection<InetSocketAddress> doors, long since) {
    return doors.stream()
        .allMatch(
            door -> {
              Heard last = heard.get(door);
              return last != null && !last.isOpen() && last.at() - since > 0;
            });
  }

  /** Whether somebody was there, {@code times} in turn. */
  boolean isSomebodyThere(InetSocketAddress door, int times) {
    Heard last = heard.get(door);
    return last != null && last.isOpen() && last.inTurn() >= times;
  }

  /** Whether somebody was there last, other than {@code known}. */
  boolean isAnybodyThereBut(Set<InetSocketAddress> known) {
    return heard.values().stream()
        .anyMatch(last -> last.behind() != null && !known.contains(last.behind()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
