package dev.mien.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.peers.Driver.Load;
import dev.mien.peers.Driver.Outcome;
import dev.mien.peers.Server.Launch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Servers side by side: the same requests by the same client, in rounds that take turns, and the
 * ratios of the medians. Flag engines decide by the same rules, and must show what Mien shows.
 */
public final class HttpPeers {
  private static final int REQUESTS = 256;
  private static final String TOKEN = "peers-0123456789abcdef0123456789abcdef";
  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final long NPM_SECONDS_MAX = 120;
  private static final double SHARE_OF_LOAD = 0.6;

  /** How many times the rate a server must be able to do for its p99 to say anything. */
  private static final double ROOM_LEAST = 1.3;

  private final Path folder = Path.of(property("peers.folder", "target/peers")).toAbsolutePath();
  private final Path jar = Path.of(property("peers.jar", "../api/target/mien.jar"));
  private final Path scripts = Path.of(property("peers.scripts", "src/peers/js"));
  private final int segments = Integer.parseInt(property("peers.segments", "1000"));
  private final int rounds = Integer.parseInt(property("peers.rounds", "7"));
  private final int connections = Integer.parseInt(property("peers.connections", "32"));
  private final Duration slice = Duration.ofSeconds(Long.parseLong(property("peers.slice", "3")));
  private final Duration warmUp =
      Duration.ofSeconds(Long.parseLong(property("peers.warmUp", "20")));
  private final Rules rules =
      new Rules(Long.parseLong(property("peers.seed", "42")), segments, REQUESTS);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final List<Server> servers = new ArrayList<>();

  private HttpPeers() {}

  /** Starts what can be had, drives it, and ends it. */
  public static void main(String[] arguments) throws Exception {
    HttpPeers peers = new HttpPeers();
    if (!Files.isRegularFile(peers.jar)) {
      System.out.printf(
          "HTTP peers: skipped, for there is no %s; make it with 'mvn -pl api -am package"
              + " -DskipTests'%n",
          peers.jar);
      return;
    }
    try {
      peers.run();
    } finally {
      peers.servers.forEach(Server::close);
    }
  }

  private static String property(String name, String otherwise) {
    String text = System.getProperty(name, "");
    return text.isEmpty() ? otherwise : text;
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    System.out.printf(
        Locale.ROOT,
        "%nHTTP peers: %,d segments, %d slots, %d connections, %d rounds of %d s in turn%n",
        segments,
        Rules.SLOTS.size(),
        connections,
        rounds,
        slice.toSeconds());
    Server mien = mien();
    servers.add(mien);
    List<byte[]> contextual = rules.bodies().stream().map(Driver::request).toList();
    List<String> shown = shown(mien);
    Server bare = bare("bare Vert.x", answer(mien, rules.bodies().getFirst()));
    servers.add(bare);
    List<Server> contextualServers = new ArrayList<>(List.of(bare, mien));
    contextualServers.addAll(flagEngines(shown));
    System.out.println(
        "  Apache Unomi       skipped: it needs an Elasticsearch or OpenSearch server beside it,"
            + " and its package cannot be had by Maven");
    compare("contextual", contextualServers, new Driver(contextual, false));
    Driver carrying = new Driver(sessions(mien), true);
    String answered = answer(mien, rules.consenting().getFirst());
    Server bareSession = bare("bare Vert.x", answered);
    servers.add(bareSession);
    compare("with session", List.of(bareSession, mien), carrying);
  }

  private Server mien() throws IOException, InterruptedException {
    Path own = Files.copy(jar, folder.resolve("mien.jar"), StandardCopyOption.REPLACE_EXISTING);
    Path data = Files.createTempDirectory(folder, "node-");
    int port = Server.freePort();
    int admin = Server.freePort();
    Server node =
        Server.start(
            "Mien",
            port,
            new Launch(
                List.of(java(), "-jar", own.toString(), "serve"),
                Map.of(
                    "MIEN_HTTP_PORT", Integer.toString(port),
                    "MIEN_ADMIN_PORT", Integer.toString(admin),
                    "MIEN_CLUSTER_PORT", Integer.toString(Server.freePort()),
                    "MIEN_ADMIN_TOKEN", TOKEN,
                    "MIEN_DATA_DIR", data.toString(),
                    "MIEN_RATE_MAX", "1000000",
                    "MIEN_CROWD_MIN", "1"),
                folder.resolve("mien.log")));
    publish(admin);
    return node;
  }

  /** Publishes the rules; a node that still starts is asked again. */
  private void publish(int admin) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/admin/v1/editions"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/yaml")
            .timeout(READY_MAX)
            .POST(BodyPublishers.ofString(rules.workspace()))
            .build();
    long end = System.nanoTime() + READY_MAX.toNanos();
    String last = "no answer";
    while (System.nanoTime() - end < 0) {
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() == 201) {
          return;
        }
        last = response.body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(300);
    }
    throw new IOException("the rules could not be published: " + last);
  }

  private Server bare(String name, String answer) throws IOException, InterruptedException {
    int port = Server.freePort();
    Path file = Files.createTempFile(folder, "answer-", ".json");
    Files.writeString(file, answer);
    return Server.start(
        name,
        port,
        new Launch(
            List.of(
                java(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path", ""),
                BareServer.class.getName(),
                Integer.toString(port),
                file.toString()),
            Map.of(),
            folder.resolve("bare.log")));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }

  /** A flag engine: what npm calls it, in which version, and its rules. */
  private record FlagEngine(String name, String script, String npm, String rules) {}

  private List<Server> flagEngines(List<String> shown) throws InterruptedException, IOException {
    List<Server> started = new ArrayList<>();
    for (FlagEngine engine :
        List.of(
            new FlagEngine(
                "GrowthBook in Node",
                "growthbook.mjs",
                "@growthbook/growthbook@" + property("peers.growthbook", "latest"),
                rules.growthBook()),
            new FlagEngine(
                "flagd-core in Node",
                "flagd.mjs",
                "@openfeature/flagd-core@" + property("peers.flagd", "latest"),
                rules.flagd()))) {
      try {
        Server server = node(engine);
        servers.add(server);
        if (shown(server).equals(shown)) {
          started.add(server);
        } else {
          System.out.printf("  %-18s skipped: it does not show what Mien shows%n", engine.name());
        }
      } catch (IOException e) {
        System.out.printf("  %-18s skipped: %s%n", engine.name(), e.getMessage());
      }
    }
    return started;
  }

  private Server node(FlagEngine engine) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve("node"));
    Path log = folder.resolve(engine.script() + ".log");
    Process npm =
        new ProcessBuilder(
                "npm", "install", "--prefix", home.toString(), "--ignore-scripts", engine.npm())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(NPM_SECONDS_MAX, TimeUnit.SECONDS) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm cannot install " + engine.npm() + "; see " + log);
    }
    Path script =
        Files.copy(
            scripts.resolve(engine.script()),
            home.resolve(engine.script()),
            StandardCopyOption.REPLACE_EXISTING);
    Path file = home.resolve(engine.script() + ".json");
    Files.writeString(file, engine.rules());
    int port = Server.freePort();
    return Server.start(
        engine.name(),
        port,
        new Launch(
            List.of("node", script.toString(), Integer.toString(port), file.toString()),
            Map.of("NODE_ENV", "production"),
            log));
  }

  private String answer(Server server, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/decide"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(server.name() + " answered " + response.statusCode());
    }
    return response.body();
  }

  /** What a server shows in each slot for each request. */
  private List<String> shown(Server server) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    for (String body : rules.bodies()) {
      JsonNode decisions = json.readTree(answer(server, body)).path("decisions");
      for (String slot : Rules.SLOTS) {
        all.add(decisions.path(slot).path("content").path("t").asText());
      }
    }
    return all;
  }

  /** Requests that go on with a session, each with a capsule of its own. */
  private List<byte[]> sessions(Server mien) throws IOException, InterruptedException {
    List<byte[]> all = new ArrayList<>();
    List<String> bodies = rules.bodies();
    List<String> consenting = rules.consenting();
    for (int i = 0; i < connections; i++) {
      String capsule =
          json.readTree(answer(mien, consenting.get(i % REQUESTS))).path("capsule").asText();
      String body = bodies.get(i % REQUESTS);
      all.add(
          Driver.request(
              body.substring(0, body.length() - 1) + ",\"capsule\":\"" + capsule + "\"}"));
    }
    return all;
  }

  /** What was measured of one server. */
  private static final class Figures {
    private final Server server;
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();
    private final List<Double> p99Micros = new ArrayList<>();
    private long failed;

    Figures(Server server) {
      this.server = server;
    }
  }

  private void compare(String what, List<Server> compared, Driver driver) throws IOException {
    List<Figures> all = compared.stream().map(Figures::new).toList();
    for (Figures figures : all) {
      driver.run(figures.server.port(), new Load(connections, warmUp, 0));
    }
    for (int round = 0; round < rounds; round++) {
      for (Figures figures : all) {
        double before = figures.server.cpuSeconds();
        Outcome outcome = driver.run(figures.server.port(), new Load(connections, slice, 0));
        double cpu = figures.server.cpuSeconds() - before;
        figures.failed += outcome.failed();
        figures.perSecond.add(outcome.perSecond());
        figures.cpuMicros.add(cpu * 1e6 / Math.max(1, outcome.answered()));
      }
    }
    // All at the same rate, which Mien still has room at.
    double rate = SHARE_OF_LOAD * median(all.get(1).perSecond);
    for (int round = 0; round < rounds; round++) {
      for (Figures figures : all) {
        if (median(figures.perSecond) > rate * ROOM_LEAST) {
          // What the call before left behind must not be collected during this one.
          System.gc();
          Outcome outcome = driver.run(figures.server.port(), new Load(connections, slice, rate));
          figures.p99Micros.add(outcome.percentileMicros(99));
        }
      }
    }
    print(what, all, rate);
  }

  private static void print(String what, List<Figures> all, double rate) {
    Figures bare = all.getFirst();
    Figures mien = all.get(1);
    System.out.printf(
        Locale.ROOT,
        "%n  %-20s %10s %8s %10s %8s %20s%n",
        what,
        "a second",
        "÷ bare",
        "µs CPU",
        "÷ Mien",
        "p99 µs at %,.0f/s".formatted(rate));
    for (Figures figures : all) {
      System.out.printf(
          Locale.ROOT,
          "  %-20s %,10.0f %8.2f %10.1f %8.2f %20s%s%n",
          figures.server.name(),
          median(figures.perSecond),
          median(figures.perSecond) / median(bare.perSecond),
          median(figures.cpuMicros),
          median(figures.cpuMicros) / median(mien.cpuMicros),
          figures.p99Micros.isEmpty() ? "cannot" : "%,.0f".formatted(median(figures.p99Micros)),
          figures.failed == 0 ? "" : "  " + figures.failed + " failed");
    }
  }

  private static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
