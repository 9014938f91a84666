package dev.mien.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses nodes in turn, as what stands before a cluster does: one that did not answer is left out
 * for a while. Safe for threads.
 */
final class Balancer {
  private static final Duration LEFT_OUT = Duration.ofSeconds(2);

  private final List<String> nodes;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<String, Long> backNanos = new ConcurrentHashMap<>();

  Balancer(List<String> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** The node whose turn it is; if all are left out, whichever comes next. */
  String next() {
    long now = System.nanoTime();
    for (int tries = 0; tries < nodes.size(); tries++) {
      String node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
      Long back = backNanos.get(node);
      if (back == null || now - back >= 0) {
        return node;
      }
    }
    return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
  }

  /** It did not answer. */
  void leaveOut(String node) {
    if (nodes.size() > 1) {
      backNanos.put(node, System.nanoTime() + LEFT_OUT.toNanos());
    }
  }
}
