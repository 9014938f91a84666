package dev.mien.engine.cluster;

import dev.mien.engine.session.SessionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes on the loopback, each on a port that was free a moment ago. */
final class TestNodes {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 10_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % PORTS));

  private TestNodes() {}

  static Node alone() {
    return start(name(), freePort(), List.of());
  }

  static Node start(String cluster, int port, List<String> peers) {
    return Node.start(
        new Node.Settings(cluster, LOOPBACK, port, peers, Optional.empty()),
        SessionPolicy.standard());
  }

  /** This many nodes that have found each other and have shared what there is to hold. */
  static List<Node> together(int count) {
    String name = name();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(freePort());
    }
    List<String> peers = ports.stream().map(port -> LOOPBACK + ":" + port).toList();
    List<Node> nodes = new ArrayList<>();
    for (int port : ports) {
      nodes.add(start(name, port, peers));
    }
    Waiting.until(() -> nodes.stream().allMatch(node -> node.members() == count));
    Waiting.until(() -> nodes.getFirst().member().getPartitionService().isClusterSafe());
    return nodes;
  }

  /** Two test runs on one machine must not find each other. */
  private static String name() {
    return "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
  }

  /** Below those that the system gives to connections, one of which would take it meanwhile. */
  static int freePort() {
    while (true) {
      int port = FIRST_PORT + NEXT.getAndIncrement() % PORTS;
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody has it.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
