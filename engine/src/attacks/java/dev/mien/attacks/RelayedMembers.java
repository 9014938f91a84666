package dev.mien.attacks;

import dev.mien.engine.cluster.Node;
import dev.mien.engine.cluster.TamperedNodes;
import dev.mien.engine.cluster.TamperedNodes.Merge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Two members of one cluster whose every byte to each other passes an onlooker, who may cut them.
 */
final class RelayedMembers implements AutoCloseable {
  private static final int MEMBERS = 2;
  private static final Duration WAIT_MAX = Duration.ofMinutes(2);

  private final String cluster;
  private final Merge merge;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /**
   * @param copies where the onlooker keeps what passes
   */
  RelayedMembers(Setup setup, Path copies) throws IOException, InterruptedException {
    this.cluster = Members.name();
    this.merge = setup.has(Weakness.ONE_SIDED_MERGE) ? Merge.ONE_SIDE : Merge.OURS;
    for (int i = 0; i < MEMBERS; i++) {
      ports.add(Members.freePort());
      relays.add(new Relay(ports.get(i), copies));
    }
    try {
      for (int i = 0; i < MEMBERS; i++) {
        nodes.add(started(i));
      }
      awaitTogether();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Node started(int number) {
    String other = Members.LOOPBACK + ":" + relays.get(1 - number).port();
    return TamperedNodes.start(
        new Node.Settings(
            cluster, Members.LOOPBACK, ports.get(number), List.of(other), Optional.empty()),
        relays.get(number).port(),
        merge);
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** From now on what passes is kept in another folder. */
  void copyTo(Path folder) throws IOException {
    for (Relay relay : relays) {
      relay.copyTo(folder);
    }
  }

  /** Neither hears the other; returns once each goes on by itself. */
  void cut() throws IOException, InterruptedException {
    for (Relay relay : relays) {
      relay.cut();
    }
    await("did not notice the cut", () -> nodes.stream().allMatch(node -> node.members() == 1));
  }

  /** Returns once they are one cluster again. */
  void mend() throws IOException, InterruptedException {
    for (Relay relay : relays) {
      relay.mend();
    }
    awaitTogether();
  }

  /** One of them leaves, and comes back with nothing. */
  void restart(int number) throws IOException, InterruptedException {
    nodes.get(number).close();
    nodes.set(number, started(number));
    awaitTogether();
  }

  private void awaitTogether() throws IOException, InterruptedException {
    await(
        "did not find each other",
        () -> nodes.stream().allMatch(node -> node.members() == MEMBERS && node.isCurrent()));
  }

  private static void await(String otherwise, BooleanSupplier condition)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > WAIT_MAX.toNanos()) {
        throw new IOException("the members " + otherwise + " within " + WAIT_MAX);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(Node::close);
    for (Relay relay : relays) {
      relay.close();
    }
  }
}
