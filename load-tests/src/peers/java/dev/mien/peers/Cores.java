package dev.mien.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which core the servers share and which is the client's alone.
 *
 * <p>A client that sleeps until it is answered has to be woken by the server, which costs the
 * server some microseconds of each answer in a virtual machine, and costs a slower server more,
 * because its client sleeps more often. So the client never sleeps, which it may where it takes no
 * core from anybody: with Linux, {@code taskset} and two cores or more. Elsewhere it sleeps, and
 * says so.
 */
final class Cores {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private final String allowed;
  private final OptionalInt server;
  private final OptionalInt client;

  private Cores(List<Integer> allowed, OptionalInt server, OptionalInt client) {
    this.allowed = String.join(",", allowed.stream().map(String::valueOf).toList());
    this.server = server;
    this.client = client;
  }

  /** The first core that this process may use for servers, the last one for the client. */
  static Cores apart() throws IOException, InterruptedException {
    List<Integer> allowed = allowed();
    if (allowed.size() < 2 || !hasTaskset()) {
      return new Cores(allowed, OptionalInt.empty(), OptionalInt.empty());
    }
    Cores cores =
        new Cores(allowed, OptionalInt.of(allowed.getFirst()), OptionalInt.of(allowed.getLast()));
    cores.takeOwn();
    return cores;
  }

  private static List<Integer> allowed() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return List.of();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> numbers(line.substring(ALLOWED.length()).strip()))
        .findFirst()
        .orElse(List.of());
  }

  /** The numbers of a list such as {@code 0-3,8}. */
  private static List<Integer> numbers(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      String[] ends = part.split("-", 2);
      for (int at = Integer.parseInt(ends[0]);
          at <= Integer.parseInt(ends[ends.length - 1]);
          at++) {
        numbers.add(at);
      }
    }
    return numbers;
  }

  private static boolean hasTaskset() throws InterruptedException {
    try {
      return done("taskset", "--version");
    } catch (IOException _) {
      return false;
    }
  }

  private void takeOwn() throws IOException, InterruptedException {
    String own = Long.toString(ProcessHandle.current().pid());
    String core = Integer.toString(client.orElseThrow());
    if (!done("taskset", "--all-tasks", "--cpu-list", "--pid", core, own)) {
      throw new IOException("taskset refuses core " + core + " to this process");
    }
  }

  private static boolean done(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Whether the client has a core that nothing else is measured on. */
  boolean areApart() {
    return client.isPresent();
  }

  /** A command, to run where servers run. */
  List<String> forServer(List<String> command) {
    if (server.isEmpty()) {
      return command;
    }
    List<String> pinned =
        new ArrayList<>(List.of("taskset", "-c", Integer.toString(server.getAsInt())));
    pinned.addAll(command);
    return pinned;
  }

  /** A command, to run wherever this machine has room. */
  List<String> forAll(List<String> command) {
    if (server.isEmpty()) {
      return command;
    }
    List<String> free = new ArrayList<>(List.of("taskset", "-c", allowed));
    free.addAll(command);
    return free;
  }

  @Override
  public String toString() {
    return areApart()
        ? "servers on core "
            + server.getAsInt()
            + ", the client on core "
            + client.getAsInt()
            + ", where it never sleeps"
        : "client and servers share their cores, because there is no taskset or one core only: the"
            + " client sleeps between answers, and ratios are worth less";
  }
}
