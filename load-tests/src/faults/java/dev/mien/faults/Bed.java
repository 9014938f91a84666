package dev.mien.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is under test: nodes, and where the form says so a database, each on a host of its own. */
final class Bed {
  static final int NODES = 3;
  private static final int DATABASE_HOST = 10;

  private final Net net;
  private final @Nullable Postgres database;
  private final List<MienNode> nodes;

  private Bed(Net net, @Nullable Postgres database, List<MienNode> nodes) {
    this.net = net;
    this.database = database;
    this.nodes = nodes;
  }

  /**
   * What a bed has.
   *
   * @param nodes how many
   * @param store where editions are kept
   * @param classes what goes before the jar on the class path; null for nothing
   * @param clocks what nodes take for the time of day
   */
  record Form(int nodes, Store store, @Nullable Path classes, Clocks clocks) {
    /** Three nodes and a database, as they are shipped. */
    static Form cluster() {
      return new Form(NODES, Store.POSTGRES, null, Clocks.TRUE);
    }

    /** One node, which keeps what it has to keep by itself. */
    static Form single() {
      return new Form(1, Store.EMBEDDED, null, Clocks.TRUE);
    }

    /** This, with classes of the bench in place of the jar's. */
    Form with(Path others) {
      return new Form(nodes, store, others, clocks);
    }

    /** This, with clocks that can be set while nodes run. */
    Form withFakedClocks() {
      return new Form(nodes, store, classes, Clocks.FAKED);
    }
  }

  /** What nodes take for the time of day. */
  enum Clocks {
    TRUE,
    FAKED
  }

  /** Where editions are kept. */
  enum Store {
    POSTGRES,
    EMBEDDED
  }

  /** Starts everything, and waits until all nodes are ready. */
  static Bed open(Options options, Path folder, Form form)
      throws IOException, InterruptedException {
    empty(folder);
    List<Integer> numbers = IntStream.rangeClosed(1, form.nodes()).boxed().toList();
    List<Integer> hosts = new ArrayList<>(numbers);
    if (form.store() == Store.POSTGRES) {
      hosts.add(DATABASE_HOST);
    }
    Net net = Net.open(hosts);
    Bed bed = new Bed(net, null, List.of());
    try {
      Map<String, String> environment = new HashMap<>();
      Postgres database = null;
      if (form.store() == Store.POSTGRES) {
        database = Postgres.open(net, DATABASE_HOST, folder.resolve("db.log"));
        bed = new Bed(net, database, List.of());
        environment.put("MIEN_JDBC_URL", database.url());
        environment.put("MIEN_JDBC_USER", Postgres.USER);
        environment.put("MIEN_JDBC_PASSWORD", database.password());
      }
      environment.put("MIEN_CLUSTER_NAME", "faults-" + net.suffix());
      if (form.nodes() > 1) {
        environment.put(
            "MIEN_CLUSTER_PEERS",
            numbers.stream()
                .map(number -> net.address(number) + ":" + MienNode.CLUSTER_PORT)
                .collect(Collectors.joining(",")));
      }
      environment.put("MIEN_DRAIN_NOTICE", "3s");
      String token = Long.toHexString(ThreadLocalRandom.current().nextLong()).repeat(3);
      var launch = new MienNode.Launch(options, net, form, environment, token, folder);
      List<MienNode> nodes = new ArrayList<>();
      for (int number : numbers) {
        boolean isTrue = form.clocks() == Clocks.TRUE;
        WallClock clock = isTrue ? null : WallClock.open(folder, "m" + number);
        nodes.add(new MienNode(number, launch, clock));
      }
      bed = new Bed(net, database, nodes);
      for (MienNode node : nodes) {
        node.start();
      }
      for (MienNode node : nodes) {
        node.awaitReady();
      }
      return bed;
    } catch (IOException | InterruptedException | RuntimeException e) {
      bed.end();
      throw e;
    }
  }

  /** Nothing of an earlier run may be found by this one. */
  private static void empty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  Net net() {
    return net;
  }

  List<MienNode> nodes() {
    return nodes;
  }

  MienNode node(int number) {
    return nodes.get(number - 1);
  }

  Postgres database() {
    if (database == null) {
      throw new IllegalStateException("this bed has no database of its own");
    }
    return database;
  }

  /** Ends all of it. */
  void end() throws IOException, InterruptedException {
    for (MienNode node : nodes) {
      node.end();
    }
    if (database != null) {
      database.end();
    }
    net.end();
  }
}
