package dev.mien.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Hosts on one machine: network namespaces on one bridge, whose packets can be dropped. This
 * process sits on the bridge and reaches all of them.
 *
 * <p>Names carry a random suffix and a marker says which process they belong to, so that what a
 * killed run has left can be told from what another run needs.
 */
final class Net {
  private static final String PREFIX = "mienf-";
  private static final Path MARKERS = Path.of("/run/mien-faults");
  private static final int SELF = 254;

  private final String suffix;
  private final int third;
  private final Set<List<Integer>> cut = new HashSet<>();

  private Net(String suffix, int third) {
    this.suffix = suffix;
    this.third = third;
  }

  /** Makes {@code hosts}, by the last number of their addresses. */
  static Net open(List<Integer> hosts) throws IOException, InterruptedException {
    sweep();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Net net = new Net("%04x".formatted(random.nextInt(0x10000)), freeThird(random.nextInt(250)));
    Files.createDirectories(MARKERS);
    Files.writeString(MARKERS.resolve(net.suffix), marker(ProcessHandle.current()).orElseThrow());
    try {
      Shell.run("ip", "link", "add", net.bridge(), "type", "bridge");
      Shell.run("ip", "addr", "add", net.address(SELF) + "/24", "dev", net.bridge());
      Shell.run("ip", "link", "set", net.bridge(), "up");
      for (int host : hosts) {
        net.add(host);
      }
      return net;
    } catch (IOException | InterruptedException | RuntimeException e) {
      net.end();
      throw e;
    }
  }

  private void add(int host) throws IOException, InterruptedException {
    String space = space(host);
    String outer = PREFIX + suffix + host;
    Shell.run("ip", "netns", "add", space);
    Shell.run("ip", "link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", space);
    Shell.run("ip", "link", "set", outer, "master", bridge(), "up");
    Shell.run("ip", "-n", space, "addr", "add", address(host) + "/24", "dev", "eth0");
    Shell.run("ip", "-n", space, "link", "set", "lo", "up");
    Shell.run("ip", "-n", space, "link", "set", "eth0", "up");
    nft(host, "add table inet faults");
    nft(host, "add chain inet faults in { type filter hook input priority 0; }");
  }

  /** The address of a host. */
  String address(int host) {
    return "10.213." + third + "." + host;
  }

  /** What a command is started by to run on a host. */
  List<String> on(int host) {
    return List.of("ip", "netns", "exec", space(host));
  }

  /** Drops what {@code from} sends to {@code to}, without a word to either. */
  void cutOneWay(int from, int to) throws IOException, InterruptedException {
    if (cut.add(List.of(from, to))) {
      nft(to, "add rule inet faults in ip saddr " + address(from) + " drop");
    }
  }

  /** Drops everything between two hosts. */
  void cut(int one, int other) throws IOException, InterruptedException {
    cutOneWay(one, other);
    cutOneWay(other, one);
  }

  /** Drops nothing any more. */
  void heal() throws IOException, InterruptedException {
    for (int host : cut.stream().map(List::getLast).distinct().toList()) {
      nft(host, "flush chain inet faults in");
    }
    cut.clear();
  }

  private void nft(int host, String rule) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(on(host));
    command.add("nft");
    command.add(rule);
    Shell.run(command.toArray(String[]::new));
  }

  private String bridge() {
    return PREFIX + suffix;
  }

  private String space(int host) {
    return PREFIX + suffix + "-" + host;
  }

  /** Ends all that runs in the namespaces, and takes everything away. Twice is once. */
  void end() throws IOException, InterruptedException {
    remove(suffix);
  }

  /** Takes away what runs left that are no more. */
  static void sweep() throws IOException, InterruptedException {
    for (Path marker : markers()) {
      String owner = Files.readString(marker);
      boolean lives =
          ProcessHandle.of(Long.parseLong(owner.split(" ", 2)[0]))
              .flatMap(Net::marker)
              .filter(owner::equals)
              .isPresent();
      if (!lives) {
        remove(marker.getFileName().toString());
      }
    }
  }

  /** Takes away what this process still has: the last thing it does, however it ends. */
  static void removeOwn() {
    String own = marker(ProcessHandle.current()).orElseThrow();
    try {
      for (Path marker : markers()) {
        if (Files.readString(marker).equals(own)) {
          remove(marker.getFileName().toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Path> markers() throws IOException {
    if (!Files.isDirectory(MARKERS)) {
      return List.of();
    }
    try (var files = Files.list(MARKERS)) {
      return files.toList();
    }
  }

  /** The number of a process, and when it began: numbers come again. */
  private static Optional<String> marker(ProcessHandle process) {
    return process.info().startInstant().map(since -> process.pid() + " " + since);
  }

  private static void remove(String suffix) throws IOException, InterruptedException {
    String bridge = PREFIX + suffix;
    for (String line : Shell.run("ip", "netns", "list").lines().toList()) {
      String space = line.split(" ", 2)[0];
      if (space.startsWith(bridge + "-")) {
        Shell.Result inside = Shell.attempt(List.of("ip", "netns", "pids", space));
        List<String> pids = inside.isDone() ? inside.text().lines().toList() : List.of();
        for (String pid : pids) {
          Shell.signal("KILL", Long.parseLong(pid.strip()));
          Shell.signal("CONT", Long.parseLong(pid.strip()));
        }
        // Whoever else takes it away at the same time has done what was wanted.
        var _ = Shell.attempt(List.of("ip", "netns", "del", space));
      }
    }
    // The outer ends of what led into the namespaces went with them.
    var _ = Shell.attempt(List.of("ip", "link", "del", bridge));
    for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
      String place = line.split(" ", 3)[1];
      if (place.contains("/" + Postgres.FOLDER + suffix + "/")) {
        var _ = Shell.attempt(List.of("umount", "-l", place));
      }
    }
    Files.deleteIfExists(MARKERS.resolve(suffix));
  }

  /** What tells this run's things from those of others. */
  String suffix() {
    return suffix;
  }

  private static int freeThird(int first) throws IOException, InterruptedException {
    String addresses = Shell.run("ip", "-o", "addr");
    return IntStream.range(first, first + 250)
        .map(number -> 1 + number % 250)
        .filter(number -> !addresses.contains(" 10.213." + number + "."))
        .findFirst()
        .orElseThrow(() -> new IOException("all of 10.213.0.0/16 is in use on this machine"));
  }
}
