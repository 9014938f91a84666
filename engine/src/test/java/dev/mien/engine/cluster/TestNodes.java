package dev.mien.engine.cluster;

import dev.mien.engine.session.SessionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes on the loopback, each on a port that was free a moment ago. */
final class TestNodes {
  private static final String LOOPBACK = "127.0.0.1";

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

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
