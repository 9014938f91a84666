package dev.mien.peers;

import dev.mien.capacity.Cost;
import dev.mien.capacity.Costs;
import dev.mien.capacity.Costs.Copying;
import dev.mien.capacity.EventLoop;
import dev.mien.capacity.EventLoop.Trial;
import dev.mien.capacity.Site;
import dev.mien.capacity.Site.Plan;
import dev.mien.peers.Cluster.Share;
import dev.mien.peers.Cluster.Shares;
import dev.mien.peers.Comparison.Terms;
import dev.mien.peers.Driver.Waiting;
import dev.mien.peers.Load.Arrivals;
import dev.mien.peers.Rules.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The capacity page: what a decision costs one core by the size of what it is about, what a session
 * costs members of a cluster, how long calls wait, and what a site has to run for it.
 */
public final class Capacity {
  private static final int REQUESTS = 256;
  private static final int SIMULATED = 2_000_000;
  private static final double MEGA = 1e6;

  /** Where nothing else is said. */
  private static final Size BASE = new Size(1_000, 3, 20, 1);

  /** One thing differs from the base in each. The base comes last, when all code is compiled. */
  private static final List<Size> SIZES =
      List.of(
          new Size(100, 3, 20, 1),
          new Size(10_000, 3, 20, 1),
          new Size(20_000, 3, 20, 5),
          new Size(1_000, 1, 20, 1),
          new Size(1_000, 10, 20, 1),
          new Size(1_000, 30, 20, 1),
          new Size(1_000, 3, 5, 1),
          new Size(1_000, 3, 40, 1),
          BASE);

  private final Options options = new Options("capacity");
  private final Terms terms = options.terms();
  private final Pricing pricing = new Pricing(terms);
  private final Cores cores;
  private final Waiting waiting;
  private final Servers servers;

  private Capacity(Path jar) throws IOException, InterruptedException {
    cores = Cores.apart();
    waiting = cores.areApart() ? Waiting.AWAKE : Waiting.ASLEEP;
    servers = new Servers(new Servers.Place(options.folder(), jar, options.flags()), cores);
  }

  /** Measures what was asked for, and prints it. */
  public static void main(String[] arguments) throws Exception {
    Path jar = new Options("capacity").jar();
    if (!Files.isRegularFile(jar)) {
      System.out.printf(
          "capacity: skipped, for there is no %s; make it with 'mvn -pl api -am package"
              + " -DskipTests'%n",
          jar);
      return;
    }
    Capacity capacity = new Capacity(jar);
    try {
      capacity.run();
    } finally {
      capacity.servers.close();
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf("%nCapacity: %s%n", cores);
    for (String part : options.parts("contextual,session,site")) {
      switch (part) {
        case "contextual" -> sizes(part, HttpPeers.NO_CROWD);
        case "session" -> sizes(part, HttpPeers.SMALL_CROWD);
        case "site" -> site();
        default ->
            System.out.printf(
                "  there is no part %s; take some of contextual, session, site%n", part);
      }
      servers.close();
    }
  }

  private Rules rules(Size size) {
    return new Rules(options.number("seed", 42), size, REQUESTS);
  }

  // ---- by size ----------------------------------------------------------------------------------

  private void sizes(String what, int crowd) throws IOException, InterruptedException {
    Mien node = servers.mien(rules(BASE), crowd);
    Driver first = driver(node, rules(BASE), crowd);
    Server bare = servers.bare(answer(node, rules(BASE), crowd));
    pricing.warm(node.server(), first);
    pricing.warm(bare, first.again());
    List<Row> rows = new ArrayList<>();
    for (Size size : SIZES) {
      Rules rules = rules(size);
      node.publish(rules.workspace());
      Driver driver = driver(node, rules, crowd);
      bare.answersWith(answer(node, rules, crowd));
      Driver same = driver.again();
      double heap = heapBytes(node.server());
      driver.run(node.server().port(), terms.load(terms.slice(), new Arrivals.AsAnswered()));
      same.run(bare.port(), terms.load(terms.slice(), new Arrivals.AsAnswered()));
      Cost of = pricing.of(driver, List.of(node.server())).getFirst();
      Cost beside = pricing.of(same, List.of(bare)).getFirst();
      rows.add(new Row(size, of, beside, heap));
    }
    print(what, rows);
  }

  /** What was measured of one size. */
  private record Row(Size size, Cost of, Cost bare, double heapBytes) {}

  private static void print(String what, List<Row> rows) {
    System.out.printf(
        Locale.ROOT,
        "%n  measured, %-12s %9s %7s %10s %11s %8s %8s %9s%n",
        what,
        "µs CPU",
        "÷ base",
        "÷ bare",
        "B alloc.",
        "B in",
        "B out",
        "heap MB");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "  %-22s %9.1f %7.2f %10.2f %,11.0f %,8.0f %,8.0f %,9.1f%n",
          told(row.size()),
          row.of().cpuMicros(),
          row.of().cpuMicros() / rows.getLast().of().cpuMicros(),
          row.of().cpuMicros() / row.bare().cpuMicros(),
          row.of().allocatedBytes() - row.bare().allocatedBytes(),
          row.of().inBytes(),
          row.of().outBytes(),
          row.heapBytes() / MEGA);
    }
  }

  private static String told(Size size) {
    if (size.equals(BASE)) {
      return "base";
    }
    if (size.slots() != BASE.slots()) {
      return size.slots() + " slots";
    }
    if (size.attributes() != BASE.attributes()) {
      return size.attributes() + " attributes";
    }
    return String.format(
        Locale.ROOT,
        "%,d segments%s",
        size.segments(),
        size.conjunctions() == 1 ? "" : " of " + size.conjunctions());
  }

  private Driver driver(Mien node, Rules rules, int crowd)
      throws IOException, InterruptedException {
    if (crowd == HttpPeers.NO_CROWD) {
      return Driver.of(rules.bodies().stream().map(Driver::request).toList(), waiting);
    }
    Sessions sessions = new Sessions(node, rules);
    sessions.gather(waiting);
    return Driver.goingOn(sessions.goingOn(terms.connections()), waiting);
  }

  private static String answer(Mien node, Rules rules, int crowd)
      throws IOException, InterruptedException {
    return crowd == HttpPeers.NO_CROWD
        ? node.server().answer(rules.bodies().getFirst())
        : new Sessions(node, rules).answer();
  }

  private static double heapBytes(Server server) throws IOException {
    try (Jvm jvm = server.jvm()) {
      return jvm.liveBytes();
    }
  }

  // ---- of a site --------------------------------------------------------------------------------

  private void site() throws IOException, InterruptedException {
    Rules rules = rules(BASE);
    Mien node = servers.mien(rules, HttpPeers.NO_CROWD);
    Cost contextual = alone(node, rules, HttpPeers.NO_CROWD);
    servers.close();
    node = servers.mien(rules, HttpPeers.SMALL_CROWD);
    Cost goingOn = alone(node, rules, HttpPeers.SMALL_CROWD);
    Driver begins = Driver.of(rules.consenting().stream().map(Driver::request).toList(), waiting);
    pricing.warm(node.server(), begins);
    double before = heapBytes(node.server());
    Outcome begun =
        begins.run(node.server().port(), terms.load(terms.warmUp(), new Arrivals.AsAnswered()));
    double sessionBytes = (heapBytes(node.server()) - before) / begun.answered();
    Cost beginning = pricing.of(begins, List.of(node.server())).getFirst();
    servers.close();
    System.out.printf(
        Locale.ROOT,
        "%n  measured: %.0f bytes of heap a live session and copy (%,d sessions)%n",
        sessionBytes,
        begun.answered());
    Copying copying = members(rules);
    Costs costs = new Costs(contextual, goingOn, beginning, sessionBytes, copying);
    print(costs);
    plan(costs);
  }

  /**
   * What calls cost, and how long they wait: simulated from those that came alone, and measured.
   */
  private Cost alone(Mien node, Rules rules, int crowd) throws IOException, InterruptedException {
    Server server = node.server();
    Driver driver = driver(node, rules, crowd);
    pricing.warm(server, driver);
    Cost cost = pricing.of(driver, List.of(server)).getFirst();
    Outcome single =
        driver.run(server.port(), new Load(1, terms.slice(), new Arrivals.AsAnswered()));
    double[] took = single.micros();
    // What of a call is not the server's work: sockets, and waking it.
    double around = Math.max(0, Comparison.median(took) - cost.cpuMicros());
    EventLoop loop =
        new EventLoop(Arrays.stream(took).map(micros -> Math.max(1, micros - around)).toArray());
    System.out.printf(
        Locale.ROOT,
        "%n  %s: p50 %.0f µs, p99 %.0f µs alone, of which %.0f µs are around the work of %.1f µs%n",
        crowd == HttpPeers.NO_CROWD ? "contextual" : "in a session",
        single.percentileMicros(50),
        single.percentileMicros(99),
        around,
        cost.cpuMicros());
    System.out.printf(
        "  %8s %12s %22s %22s%n", "load", "a second", "p99 µs, simulated", "measured");
    for (double load : new double[] {0.3, 0.6, 0.8}) {
      double rate = load * MEGA / loop.meanMicros();
      System.gc();
      Outcome outcome =
          driver.run(server.port(), terms.load(terms.slice(), new Arrivals.AtRandom(rate, 1)));
      System.out.printf(
          Locale.ROOT,
          "  %7.0f%% %,12.0f %,22.0f %,22.0f%n",
          100 * load,
          rate,
          around + loop.percentileMicros(99, new Trial(load, SIMULATED, 1)),
          outcome.percentileMicros(99));
    }
    return cost;
  }

  private Copying members(Rules rules) throws IOException, InterruptedException {
    System.out.printf(
        "%n  measured: members on this machine, one of them asked; a call of each kind%n");
    System.out.printf(
        "  %-12s %18s %10s %10s %18s %10s %10s%n",
        "members", "begins: µs CPU", "B between", "messages", "goes on: µs CPU", "B", "messages");
    List<Shares> all = new ArrayList<>();
    Cluster cluster = new Cluster(servers, rules, terms);
    for (int members = 1; members <= options.number("members", 3); members++) {
      Shares shares = cluster.with(members, waiting);
      all.add(shares);
      Share begins = shares.beginning();
      Share goesOn = shares.goingOn();
      System.out.printf(
          Locale.ROOT,
          "  %-12d %18.1f %10.0f %10.2f %18.1f %10.0f %10.2f%n",
          members,
          begins.cpuMicros(),
          begins.between().bytes(),
          begins.between().messages(),
          goesOn.cpuMicros(),
          goesOn.between().bytes(),
          goesOn.between().messages());
    }
    Shares one = all.getFirst();
    Shares most = all.getLast();
    double copies = Math.max(1, most.members() - 1);
    return new Copying(
        Math.max(0, most.beginning().cpuMicros() - one.beginning().cpuMicros()) / copies,
        most.beginning().between().bytes() / copies);
  }

  private static void print(Costs costs) {
    System.out.printf(
        Locale.ROOT,
        "%n  what the arithmetic starts from%n"
            + "    contextual      %6.1f µs CPU, %,5.0f B in, %,5.0f B out%n"
            + "    goes on         %6.1f µs CPU, %,5.0f B in, %,5.0f B out%n"
            + "    begins          %6.1f µs CPU, %,5.0f B in, %,5.0f B out%n"
            + "    one more copy   %6.1f µs CPU, %,5.0f B between members%n"
            + "    a live session  %6.0f B of heap a copy%n",
        costs.contextual().cpuMicros(),
        costs.contextual().inBytes(),
        costs.contextual().outBytes(),
        costs.goingOn().cpuMicros(),
        costs.goingOn().inBytes(),
        costs.goingOn().outBytes(),
        costs.beginning().cpuMicros(),
        costs.beginning().inBytes(),
        costs.beginning().outBytes(),
        costs.copying().cpuMicros(),
        costs.copying().bytes(),
        costs.sessionBytes());
  }

  private void plan(Costs costs) {
    Site.Node node =
        new Site.Node(
            options.number("cores", 8),
            options.number("load", 60) / 100.0,
            options.number("heap", 8_192) * MEGA,
            options.number("link", 10_000) * MEGA);
    System.out.printf(
        Locale.ROOT,
        "%n  computed: nodes of %d cores, %,.0f MB of heap and %,.0f Mbit/s, at most %.0f %% of"
            + " each used while one node is lost%n",
        node.cores(),
        node.heapBytes() / MEGA,
        node.linkBitsPerSecond() / MEGA,
        100 * node.load());
    System.out.printf(
        "  %12s %7s %12s %14s %8s %8s %9s %14s %s%n",
        "decisions/s",
        "nodes",
        "busy cores",
        "live sessions",
        "cores",
        "heap",
        "network",
        "between MB/s",
        "first");
    for (int perSecond : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
      Plan plan =
          new Site(
                  perSecond,
                  options.number("contextual", 40) / 100.0,
                  options.number("pages", 8),
                  Duration.ofMinutes(options.number("stay", 35)))
              .plan(costs, node);
      System.out.printf(
          Locale.ROOT,
          "  %,12d %7d %12.1f %,14.0f %7.0f%% %7.0f%% %8.0f%% %14.1f %s%n",
          perSecond,
          plan.nodes(),
          plan.cores(),
          plan.sessions(),
          100 * plan.cpu(),
          100 * plan.heap(),
          100 * plan.link(),
          plan.memberBytesPerSecond() / MEGA,
          plan.first());
    }
  }
}
