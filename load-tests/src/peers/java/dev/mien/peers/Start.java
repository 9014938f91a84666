package dev.mien.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a node takes from the start of its process to its first decision, of an edition that it
 * has in its folder: the jar by itself and with a cache that Java learns in this run, in turns.
 */
final class Start {
  private static final Duration TRY_AGAIN = Duration.ofMillis(5);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final List<String> JAR = List.of("-XX:+UseG1GC");

  private final Servers servers;
  private final Rules rules;
  private final Path data;
  private final Path cache;

  Start(Servers servers, Rules rules) throws IOException {
    this.servers = servers;
    this.rules = rules;
    this.data = Files.createTempDirectory(servers.folder(), "start-");
    this.cache = servers.folder().resolve("mien.aot");
  }

  /** Measures so many starts of each kind, and prints their medians. */
  void measure(int rounds) throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    learn();
    boolean isLearned = Files.isRegularFile(cache);
    List<Double> plain = new ArrayList<>();
    List<Double> cached = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      plain.add(seconds(JAR));
      if (isLearned) {
        cached.add(seconds(with("-XX:AOTCache=" + cache)));
      }
    }
    System.out.printf("%n  start to first decision, %d times in turn%n", rounds);
    print("the jar", plain);
    if (isLearned) {
      print("with a cache", cached);
    } else {
      System.out.println("    Java made no cache");
    }
  }

  private static void print(String what, List<Double> seconds) {
    System.out.printf(
        Locale.ROOT,
        "    %-14s %.2f s in the median, %.2f at best%n",
        what,
        median(seconds),
        seconds.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN));
  }

  private static List<String> with(String flag) {
    List<String> flags = new ArrayList<>(JAR);
    flags.add(flag);
    return flags;
  }

  private void learn() throws IOException, InterruptedException {
    Mien node = servers.onAllCores(with("-XX:AOTCacheOutput=" + cache), data);
    node.publish(rules.workspace());
    for (String body : rules.bodies()) {
      var _ = node.server().answer(body);
    }
    node.server().close();
  }

  private double seconds(List<String> flags) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Server node = servers.onAllCores(flags, data).server();
    String body = rules.bodies().getFirst();
    while (!isAnswered(node, body)) {
      if (System.nanoTime() - begun > MOST.toNanos()) {
        throw new IOException("no decision within " + MOST);
      }
      Thread.sleep(TRY_AGAIN);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    node.close();
    return seconds;
  }

  private static boolean isAnswered(Server node, String body) throws InterruptedException {
    try {
      return !node.answer(body).isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  private static double median(List<Double> figures) {
    return Comparison.median(figures.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
