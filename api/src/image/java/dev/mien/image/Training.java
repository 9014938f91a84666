package dev.mien.image;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a node that Java learns from: which classes a node loads, how they are linked, and
 * which methods it calls often. What it learned is the cache (JEP 514, JEP 515) that all nodes
 * start from.
 *
 * <p>Java takes a cache only with the Java, the jars and the options that it was made with, so the
 * run is made with those of the image. It happens on loopback, on ports that are free, with a data
 * folder that is removed afterwards.
 */
final class Training {
  private static final String MAIN_CLASS = "dev.mien.api.Main";
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+");
  private static final Pattern CAPSULE = Pattern.compile("\"capsule\":\"([^\"]+)\"");
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  /** On a busy machine; else a node is there in three seconds, and ends in ten. */
  private static final Duration STEP_MAX = Duration.ofMinutes(3);

  /** As many as are needed for the methods on the way of a decision to be known as busy. */
  private static final int VISITS = 100;

  private static final int REQUESTS = 10;
  private static final int PUBLISH_ATTEMPTS = 3;

  private static final String ALONE =
      """
      {"slots": ["home.hero"], "signals": {"device": "mobile", "referrer": "search"}}
      """;

  private static final String FIRST =
      """
      {"slots": ["home.hero"], "signals": {"interest": ["running"]},
       "consent": {"purposes": ["basics", "personalization"]}}
      """;

  private static final String LATER =
      """
      {"capsule": "%s", "slots": ["home.hero"],
       "consent": {"purposes": ["basics", "personalization"]},
       "events": [{"type": "page_view", "fields": {"category": "shoes"}}]}
      """;

  private final List<String> java;
  private final Path scratch;
  private final Map<String, String> settings;

  /** A run that could not be made; says why. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    private Failed(String reason) {
      super(reason);
    }
  }

  /**
   * A run with one Java.
   *
   * @param java how it is started, up to the options; the main class comes behind them
   * @param scratch an empty folder to write to
   */
  Training(List<String> java, Path scratch) {
    this.java = List.copyOf(java);
    this.scratch = scratch;
    byte[] token = new byte[32];
    new SecureRandom().nextBytes(token);
    settings =
        Map.of(
            "LANG", "C.UTF-8",
            "MIEN_DATA_DIR", scratch.resolve("data").toString(),
            "MIEN_HTTP_PORT", "0",
            "MIEN_ADMIN_PORT", "0",
            "MIEN_CLUSTER_PORT", "0",
            "MIEN_CROWD_MIN", "1",
            "MIEN_ADMIN_TOKEN", HexFormat.of().formatHex(token));
  }

  /**
   * Makes the cache.
   *
   * @param cache the file to make
   * @param workspace what the node decides by
   * @throws Failed if this machine cannot run a node, or Java makes no cache of the run
   * @throws IllegalStateException if the node answers otherwise than it should
   */
  void make(Path cache, Path workspace) throws Failed, IOException, InterruptedException {
    Process node = start(List.of("-XX:AOTCacheOutput=" + cache), Map.of(), "serve");
    try {
      visit(node, workspace);
      // By its handle: the process itself would also close what it says to us.
      node.toHandle().destroy();
      await(node, "the node did not end, or Java did not write the cache");
    } finally {
      node.destroyForcibly();
    }
    if (!Files.isRegularFile(cache)) {
      throw new Failed("Java wrote no cache" + said());
    }
    Process use = start(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), Map.of(), "--version");
    if (await(use, "Java did not start with the cache") != 0) {
      throw new Failed("Java refuses the cache that it made" + said());
    }
  }

  private void visit(Process node, Path workspace)
      throws Failed, IOException, InterruptedException {
    BufferedReader out = node.inputReader();
    URI open = address(out);
    URI admin = address(out);
    // Java says at its end what the cache is made of, and would wait for a reader.
    Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
    publish(admin, workspace);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int visit = 0; visit < VISITS; visit++) {
        decide(client, open, ALONE);
        String answer = decide(client, open, FIRST);
        for (int request = 1; request < REQUESTS; request++) {
          Matcher capsule = CAPSULE.matcher(answer);
          if (!capsule.find()) {
            throw new IllegalStateException("an answer holds no capsule: " + answer);
          }
          answer = decide(client, open, LATER.formatted(capsule.group(1)));
        }
      }
      HttpRequest scrape =
          HttpRequest.newBuilder(admin.resolve("/metrics")).timeout(ANSWER_MAX).build();
      int _ = client.send(scrape, BodyHandlers.discarding()).statusCode();
    }
  }

  // On a busy machine the database may miss the second that it has.
  private void publish(URI admin, Path workspace) throws Failed, IOException, InterruptedException {
    for (int attempt = 0; attempt < PUBLISH_ATTEMPTS; attempt++) {
      Process publish =
          start(
              List.of(),
              Map.of("MIEN_ADMIN_PORT", Integer.toString(admin.getPort())),
              "publish",
              workspace.toString());
      if (await(publish, "the workspace was not published in time") == 0) {
        return;
      }
    }
    throw new Failed("the node did not take the workspace" + said());
  }

  private static String decide(HttpClient client, URI open, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(open.resolve("/v1/decide"))
                .header("Content-Type", "application/json")
                .timeout(ANSWER_MAX)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "a decision was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private URI address(BufferedReader out) throws Failed, IOException {
    String line = out.readLine();
    if (line == null) {
      throw new Failed("no node can run here" + said());
    }
    Matcher address = ADDRESS.matcher(line);
    if (!address.find()) {
      throw new Failed("the node does not say where it is: " + line);
    }
    return URI.create(address.group());
  }

  private Process start(List<String> options, Map<String, String> more, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(options);
    command.add(MAIN_CLASS);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(err());
    if (!arguments[0].equals("serve")) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    // Options that this machine gives to every Java are not those of the image.
    builder.environment().clear();
    builder.environment().putAll(settings);
    builder.environment().putAll(more);
    return builder.start();
  }

  private static int await(Process process, String otherwise) throws Failed, InterruptedException {
    if (!process.waitFor(STEP_MAX.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new Failed(otherwise + " within " + STEP_MAX.toSeconds() + " s");
    }
    return process.exitValue();
  }

  private File err() {
    return scratch.resolve("err").toFile();
  }

  private String said() throws IOException {
    return ": " + Files.readString(err().toPath()).strip();
  }
}
