package dev.mien.attacks;

import dev.mien.engine.cluster.Node;
import dev.mien.engine.session.SessionPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members of one cluster, on the loopback. */
final class Members {
  static final String LOOPBACK = "127.0.0.1";
  private static final Duration TOGETHER_MAX = Duration.ofMinutes(1);

  private Members() {}

  /** So many that have found each other. */
  static List<Node> together(int count) throws IOException, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(freePort());
    }
    // One that knows of nobody waits for nobody.
    List<String> peers =
        count == 1 ? List.of() : ports.stream().map(port -> LOOPBACK + ":" + port).toList();
    String name = name();
    List<Node> nodes = new ArrayList<>();
    for (int port : ports) {
      nodes.add(
          Node.start(
              new Node.Settings(name, LOOPBACK, port, peers, Optional.empty()),
              SessionPolicy.standard()));
    }
    long begun = System.nanoTime();
    while (!nodes.stream().allMatch(node -> node.members() == count && node.isCurrent())) {
      if (System.nanoTime() - begun > TOGETHER_MAX.toNanos()) {
        nodes.forEach(Node::close);
        throw new IOException("the members did not find each other within " + TOGETHER_MAX);
      }
      Thread.sleep(20);
    }
    return nodes;
  }

  /** Two benches on one machine must not find each other. */
  static String name() {
    return "attacks-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
