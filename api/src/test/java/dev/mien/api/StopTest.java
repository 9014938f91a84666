package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does that is told to stop, seen from outside of its process. */
class StopTest {
  private static final int SIGTERM = 143;
  private static final String BODY = "{\"slots\": [\"a\"]}";

  @TempDir private Path folder = Path.of(".");

  /** A node in a process of its own. */
  private record Running(Process process, URI open, URI admin) implements AutoCloseable {
    /** Whether the node says it is ready; false too where it does not answer. */
    boolean isReady() throws InterruptedException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client
                .send(
                    HttpRequest.newBuilder(admin.resolve("/health/ready")).build(),
                    BodyHandlers.discarding())
                .statusCode()
            == 200;
      } catch (IOException _) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Running start(String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    for (String port : List.of("MIEN_HTTP_PORT", "MIEN_ADMIN_PORT", "MIEN_CLUSTER_PORT")) {
      builder.environment().put(port, "0");
    }
    builder.environment().put("MIEN_DATA_DIR", folder.toString());
    for (String setting : settings) {
      String[] sides = setting.split("=", 2);
      builder.environment().put(sides[0], sides[1]);
    }
    Process process = builder.start();
    BufferedReader out = process.inputReader();
    return new Running(process, address(out), address(out));
  }

  /** The address at the end of the next line. */
  private static URI address(BufferedReader out) throws IOException {
    String line = String.valueOf(out.readLine());
    return URI.create(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void whatIsInFlightIsAnsweredHoweverOftenANodeIsToldToStop() throws Exception {
    // A process that is told to stop is sent SIGTERM on these systems only.
    Assumptions.assumeTrue(
        ProcessHandle.current().supportsNormalTermination(), "skipped: there is no SIGTERM here");
    try (Running node = start("MIEN_DRAIN=1m");
        Wire wire = Wire.to(node.open())) {
      wire.send(
          "POST /v1/decide HTTP/1.1",
          "Host: a",
          "Content-Type: application/json",
          "Content-Length: " + BODY.length(),
          "Expect: 100-continue",
          "");
      // The node has seen the request once it asks for the body.
      assertTrue(wire.response().startsWith("HTTP/1.1 100 "));
      node.process().destroy();
      while (node.isReady()) {
        Thread.onSpinWait();
      }
      node.process().destroy();
      String answer = wire.sendRaw(BODY).untilClosed();
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertTrue(node.process().waitFor(30, TimeUnit.SECONDS), "it ends by itself");
      assertEquals(SIGTERM, node.process().exitValue());
    }
  }

  @Test
  void duringTheNoticeANodeAnswersNewConnectionsAndEndsThem() throws Exception {
    Assumptions.assumeTrue(
        ProcessHandle.current().supportsNormalTermination(), "skipped: there is no SIGTERM here");
    try (Running node = start("MIEN_DRAIN_NOTICE=3s")) {
      node.process().destroy();
      while (node.isReady()) {
        Thread.onSpinWait();
      }
      try (Wire wire = Wire.to(node.open())) {
        String answer = wire.send("GET /v1/policy HTTP/1.1", "Host: a", "").untilClosed();
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("connection: close"), answer);
      }
      assertTrue(node.process().waitFor(30, TimeUnit.SECONDS), "it ends by itself");
      assertEquals(SIGTERM, node.process().exitValue());
    }
  }

  @Test
  void aStopThatHangsIsEndedByForce() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CompletableFuture<Integer> halted = new CompletableFuture<>();
    Thread hanging = Thread.ofVirtual().start(() -> await(never));
    LastResort.watch(hanging, Duration.ofMillis(20), halted::complete);
    assertEquals(Main.FORCED, halted.get(30, TimeUnit.SECONDS));
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theMostAStopMayTakeHoldsTheNoticeTheDrainAndTheRest() throws Exception {
    try (Node node = Node.empty("MIEN_DRAIN_NOTICE=0s", "MIEN_DRAIN=5s")) {
      assertEquals(Duration.ofSeconds(35), node.server().stopMax());
    }
  }
}
