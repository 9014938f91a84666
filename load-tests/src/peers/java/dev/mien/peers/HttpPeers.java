package dev.mien.peers;

import dev.mien.peers.Comparison.Terms;
import dev.mien.peers.Driver.Waiting;
import dev.mien.peers.Rules.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Servers side by side: the same requests by the same client, in rounds that take turns, and the
 * ratios of the medians.
 */
public final class HttpPeers {
  private static final int REQUESTS = 256;
  private static final int PUBLISHED_SEGMENTS = 10_000;
  private static final double SHARE_OF_LOAD = 0.6;

  /** Flag engines know no crowd, and what they show must be the same. */
  static final int NO_CROWD = 1;

  /** The gate is asked, as it is in production, and opens before a bench has an end. */
  static final int SMALL_CROWD = 2;

  private final Options options = new Options("peers");
  private final Terms terms = options.terms();
  private final Cores cores;
  private final Waiting waiting;
  private final Servers servers;

  private HttpPeers(Path jar) throws IOException, InterruptedException {
    cores = Cores.apart();
    waiting = cores.areApart() ? Waiting.AWAKE : Waiting.ASLEEP;
    servers = new Servers(new Servers.Place(options.folder(), jar, options.flags()), cores);
  }

  /** Starts what can be had, drives it, and ends it. */
  public static void main(String[] arguments) throws Exception {
    Path jar = new Options("peers").jar();
    if (!Files.isRegularFile(jar)) {
      System.out.printf(
          "HTTP peers: skipped, for there is no %s; make it with 'mvn -pl api -am package"
              + " -DskipTests'%n",
          jar);
      return;
    }
    HttpPeers peers = new HttpPeers(jar);
    try {
      peers.run();
    } finally {
      peers.servers.close();
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf("%nHTTP peers: %s%n", cores);
    for (String part : options.parts("contextual,session,publication,start")) {
      switch (part) {
        case "contextual" -> contextual();
        case "session" -> session();
        case "publication" -> publication();
        case "start" ->
            new Start(servers, rules(options.number("segments", 1_000))).measure(terms.rounds());
        default ->
            System.out.printf(
                "  there is no part %s; take some of contextual, session, publication, start%n",
                part);
      }
      // Each part has its servers to itself.
      servers.close();
    }
  }

  private Rules rules(int segments) {
    return new Rules(options.number("seed", 42), Size.of(segments), REQUESTS);
  }

  private void contextual() throws IOException, InterruptedException {
    Rules rules = rules(options.number("segments", 1_000));
    Server mien = servers.mien(rules, NO_CROWD).server();
    Server bare = servers.bare(mien.answer(rules.bodies().getFirst()));
    List<Server> compared = new ArrayList<>(List.of(bare, mien));
    compared.addAll(new FlagEngines(servers, options.scripts(), rules).beside(mien));
    Driver driver = Driver.of(rules.bodies().stream().map(Driver::request).toList(), waiting);
    compare("contextual", compared, driver);
  }

  private void session() throws IOException, InterruptedException {
    Rules rules = rules(options.number("segments", 1_000));
    Mien mien = servers.mien(rules, SMALL_CROWD);
    Sessions sessions = new Sessions(mien, rules);
    sessions.gather(waiting);
    Server bare = servers.bare(sessions.answer());
    Driver driver = Driver.goingOn(sessions.goingOn(terms.connections()), waiting);
    compare("in a session", List.of(bare, mien.server()), driver);
  }

  private void compare(String what, List<Server> servers, Driver driver) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%n  %s: %,d segments, 3 slots, %d connections, %d rounds of %d s in turn%n",
        what,
        options.number("segments", 1_000),
        terms.connections(),
        terms.rounds(),
        terms.slice().toSeconds());
    Comparison comparison = new Comparison(servers, driver, terms);
    comparison.saturate();
    comparison.allocate();
    comparison.atShare(SHARE_OF_LOAD);
    comparison.print(what);
  }

  private void publication() throws IOException, InterruptedException {
    Size size = Size.of(options.number("published", PUBLISHED_SEGMENTS));
    int seed = options.number("seed", 42);
    IntFunction<Rules> editions = number -> new Rules(seed + number, size, REQUESTS);
    Mien mien = servers.mien(editions.apply(0), NO_CROWD);
    new Publication(mien, editions, waiting).measure(terms, SHARE_OF_LOAD);
  }
}
