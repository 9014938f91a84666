package dev.mien.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.peers.Server.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Flag engines in Node.js that decide by the same rules, and must show what Mien shows. */
final class FlagEngines {
  private static final long NPM_SECONDS_MAX = 120;

  private final Servers servers;
  private final Path scripts;
  private final Rules rules;
  private final ObjectMapper json = new ObjectMapper();

  /** With the folder of the scripts that put them behind HTTP. */
  FlagEngines(Servers servers, Path scripts, Rules rules) {
    this.servers = servers;
    this.scripts = scripts;
    this.rules = rules;
  }

  /** A flag engine: what npm calls it, in which version, and its rules. */
  private record FlagEngine(String name, String script, String npm, String rules) {}

  /** Starts those that can be had and show what {@code mien} shows; says which cannot. */
  List<Server> beside(Server mien) throws InterruptedException, IOException {
    List<String> shown = shown(mien);
    List<Server> started = new ArrayList<>();
    for (FlagEngine engine :
        List.of(
            new FlagEngine(
                "GrowthBook in Node",
                "growthbook.mjs",
                "@growthbook/growthbook@" + System.getProperty("peers.growthbook", "latest"),
                rules.growthBook()),
            new FlagEngine(
                "flagd-core in Node",
                "flagd.mjs",
                "@openfeature/flagd-core@" + System.getProperty("peers.flagd", "latest"),
                rules.flagd()))) {
      try {
        Server server = start(engine);
        if (shown(server).equals(shown)) {
          started.add(server);
        } else {
          System.out.printf("  %-18s skipped: it does not show what Mien shows%n", engine.name());
        }
      } catch (IOException e) {
        System.out.printf("  %-18s skipped: %s%n", engine.name(), e.getMessage());
      }
    }
    System.out.println(
        "  Apache Unomi       skipped: it needs an Elasticsearch or OpenSearch server beside it,"
            + " and its package cannot be had by Maven");
    return started;
  }

  private Server start(FlagEngine engine) throws IOException, InterruptedException {
    Path home = Files.createDirectories(servers.folder().resolve("node"));
    Path log = servers.folder().resolve(engine.script() + ".log");
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
    return servers.start(
        engine.name(),
        port,
        new Launch(
            List.of("node", script.toString(), Integer.toString(port), file.toString()),
            Map.of("NODE_ENV", "production"),
            log));
  }

  /** What a server shows in each slot for each request. */
  private List<String> shown(Server server) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    for (String body : rules.bodies()) {
      JsonNode decisions = json.readTree(server.answer(body)).path("decisions");
      for (String slot : rules.slots()) {
        all.add(decisions.path(slot).path("content").path("t").asText());
      }
    }
    return all;
  }
}
