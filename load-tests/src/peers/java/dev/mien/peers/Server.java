package dev.mien.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server under test: a process of its own on this machine, and what it has used of it. */
final class Server implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(90);

  private static final Duration LISTENS_AGAIN = Duration.ofMillis(5);

  /** Java may take its time to write what it has learned. */
  private static final long STOP_SECONDS_MAX = 60;

  /** What Linux counts processor time in, whatever its own clock does. */
  static final double TICKS_PER_SECOND = 100;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String name;
  private final int port;
  private final Process process;

  private Server(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  /** What to start and where. */
  record Launch(List<String> command, Map<String, String> environment, Path log) {
    Launch {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /** Starts a process and waits until it listens on {@code port}. */
  static Server start(String name, int port, Launch launch)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("MIEN_"));
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Server server = new Server(name, port, process);
    long end = System.nanoTime() + START_MAX.toNanos();
    while (!server.listens()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        process.destroyForcibly();
        throw new IOException(name + " does not start; see " + launch.log());
      }
      Thread.sleep(LISTENS_AGAIN);
    }
    return server;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /** A port that nobody listens on at present. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  /** What it answers to one request for decisions. */
  String answer(String body) throws IOException, InterruptedException {
    return ask("POST", body);
  }

  /** What it answers from now on; only where it is a bare server. */
  void answersWith(String answer) throws IOException, InterruptedException {
    var _ = ask("PUT", answer);
  }

  private String ask(String method, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/decide"))
                .header("Content-Type", "application/json")
                .timeout(ANSWER_MAX)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(name + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** Its Java machine; only where it is one. */
  Jvm jvm() throws IOException {
    return Jvm.of(process.pid());
  }

  /** The processor time it has used so far, of all of its threads, in seconds. */
  double cpuSeconds() throws IOException {
    return cpuSeconds(process.toHandle());
  }

  /** The same of any process. */
  static double cpuSeconds(ProcessHandle process) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    // The name of the command may have spaces; what follows its bracket has none.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
