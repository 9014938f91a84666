package dev.mien.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Chooses nodes as a load balancer does: it asks each for its readiness every half second, takes it
 * out after one failure and back after two successes.
 */
final class Balancer implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final List<MienNode> nodes;
  private final Set<MienNode> ready = ConcurrentHashMap.newKeySet();
  private volatile List<Set<Integer>> sides;
  private volatile boolean isClosed;

  Balancer(List<MienNode> nodes) {
    this.nodes = List.copyOf(nodes);
    this.sides = List.of(all());
    for (MienNode node : nodes) {
      if (node.isReady()) {
        ready.add(node);
      }
      Thread.startVirtualThread(() -> watch(node));
    }
  }

  private Set<Integer> all() {
    return nodes.stream().map(MienNode::number).collect(Collectors.toUnmodifiableSet());
  }

  private void watch(MienNode node) {
    int good = 0;
    while (!isClosed) {
      if (!node.isReady()) {
        good = 0;
        ready.remove(node);
      } else if (++good > 1) {
        ready.add(node);
      }
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** From now on each visitor keeps to one of these groups of nodes. */
  void split(List<Set<Integer>> groups) {
    sides = List.copyOf(groups);
  }

  /** From now on every visitor may be sent to every node. */
  void join() {
    sides = List.of(all());
  }

  /** A node for this visitor: one that is ready, if any is. */
  MienNode choose(int visitor) {
    return choose(reachable(visitor));
  }

  /** Another node than that one for this visitor, if there is another. */
  MienNode other(int visitor, MienNode than) {
    List<MienNode> others = reachable(visitor).stream().filter(node -> node != than).toList();
    return others.isEmpty() ? than : choose(others);
  }

  private List<MienNode> reachable(int visitor) {
    List<Set<Integer>> now = sides;
    Set<Integer> side = now.get(visitor % now.size());
    return nodes.stream().filter(node -> side.contains(node.number())).toList();
  }

  private MienNode choose(List<MienNode> among) {
    List<MienNode> fit = among.stream().filter(ready::contains).toList();
    List<MienNode> chosen = fit.isEmpty() ? among : fit;
    return chosen.get(ThreadLocalRandom.current().nextInt(chosen.size()));
  }

  /** How many nodes are sent requests at present. */
  int ready() {
    return ready.size();
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
