package dev.mien.peers;

import dev.mien.peers.Server.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers of one run, each a process of its own where servers run; they end with it. */
final class Servers implements AutoCloseable {
  private static final String TOKEN = "peers-0123456789abcdef0123456789abcdef";

  private final Path folder;
  private final Path jar;
  private final Cores cores;
  private final List<String> flags;
  private final List<Server> started = new ArrayList<>();

  /**
   * Where servers are.
   *
   * @param folder what they write; made anew where there is none
   * @param jar a node; it is copied first, so that a build does not change it
   * @param flags for the Java machines of nodes and bare servers alike
   */
  record Place(Path folder, Path jar, List<String> flags) {
    Place {
      flags = List.copyOf(flags);
    }
  }

  Servers(Place place, Cores cores) throws IOException {
    this.cores = cores;
    this.flags = place.flags();
    this.folder = Files.createDirectories(place.folder().toAbsolutePath());
    this.jar =
        Files.copy(place.jar(), folder.resolve("mien.jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Where servers write. */
  Path folder() {
    return folder;
  }

  /** A node by itself, with rules in force and so many sessions for a crowd. */
  Mien mien(Rules rules, int crowd) throws IOException, InterruptedException {
    Mien node = member(crowd, List.of(Server.freePort()), 0);
    node.publish(rules.workspace());
    return node;
  }

  /** One of the members of a cluster, which are told by their ports. */
  Mien member(int crowd, List<Integer> members, int which)
      throws IOException, InterruptedException {
    Map<String, String> more = new HashMap<>();
    more.put("MIEN_CROWD_MIN", Integer.toString(crowd));
    more.put("MIEN_CLUSTER_PORT", Integer.toString(members.get(which)));
    if (members.size() > 1) {
      more.put(
          "MIEN_CLUSTER_PEERS",
          String.join(",", members.stream().map(member -> "127.0.0.1:" + member).toList()));
    }
    Path data = Files.createTempDirectory(folder, "node-");
    return mien(cores.forServer(java(flags, node())), data, more);
  }

  /** A node that may use all cores, with flags of its own, and what it keeps in {@code data}. */
  Mien onAllCores(List<String> own, Path data) throws IOException, InterruptedException {
    Map<String, String> more = new HashMap<>();
    more.put("MIEN_CLUSTER_PORT", Integer.toString(Server.freePort()));
    return mien(cores.forAll(java(own, node())), data, more);
  }

  private List<String> node() {
    return List.of("-jar", jar.toString(), "serve");
  }

  private Mien mien(List<String> command, Path data, Map<String, String> more)
      throws IOException, InterruptedException {
    int port = Server.freePort();
    int admin = Server.freePort();
    Map<String, String> settings = new HashMap<>(more);
    settings.put("MIEN_HTTP_PORT", Integer.toString(port));
    settings.put("MIEN_ADMIN_PORT", Integer.toString(admin));
    settings.put("MIEN_ADMIN_TOKEN", TOKEN);
    settings.put("MIEN_DATA_DIR", data.toString());
    settings.put("MIEN_RATE_MAX", "1000000");
    Path log = folder.resolve("mien-" + port + ".log");
    return new Mien(started("Mien", port, new Launch(command, settings, log)), admin, TOKEN);
  }

  /** A bare Vert.x server, which reads each body and answers these bytes. */
  Server bare(String answer) throws IOException, InterruptedException {
    int port = Server.freePort();
    Path file = Files.createTempFile(folder, "answer-", ".json");
    Files.writeString(file, answer);
    return start(
        "bare Vert.x",
        port,
        new Launch(
            java(
                flags,
                List.of(
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path", ""),
                    BareServer.class.getName(),
                    Integer.toString(port),
                    file.toString())),
            Map.of(),
            folder.resolve("bare-" + port + ".log")));
  }

  private static List<String> java(List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(arguments);
    return command;
  }

  /** Any other server, where servers run. */
  Server start(String name, int port, Launch launch) throws IOException, InterruptedException {
    return started(
        name,
        port,
        new Launch(cores.forServer(launch.command()), launch.environment(), launch.log()));
  }

  private Server started(String name, int port, Launch launch)
      throws IOException, InterruptedException {
    Server server = Server.start(name, port, launch);
    started.add(server);
    return server;
  }

  /** Ends all of them. */
  @Override
  public void close() {
    started.forEach(Server::close);
    started.clear();
  }
}
