package dev.mien.faults;

import dev.mien.faults.Wire.Request;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node under test: a process on a host, started and ended as often as is wanted. */
final class MienNode {
  static final int PUBLIC_PORT = 8080;
  static final int ADMIN_PORT = 8081;
  static final int CLUSTER_PORT = 5701;
  static final Duration START_MAX = Duration.ofSeconds(150);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);
  private static final Duration HEALTH_MAX = Duration.ofMillis(500);
  private static final Duration ADMIN_MAX = Duration.ofSeconds(15);

  /** What the jar's manifest asks for, said aloud: a class path has no manifest. */
  private static final List<String> FLAGS =
      List.of(
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private final int number;
  private final Launch launch;
  private final Wire open;
  private final Wire admin;
  private final @Nullable WallClock clock;
  private @Nullable Process process;

  /**
   * How a node is started.
   *
   * @param environment all of its settings but those that differ by node
   * @param folder its own data and log are below it
   */
  record Launch(
      Options options,
      Net net,
      Bed.Form form,
      Map<String, String> environment,
      String token,
      Path folder) {
    Launch {
      environment = Map.copyOf(environment);
    }
  }

  MienNode(int number, Launch launch, @Nullable WallClock clock) {
    this.clock = clock;
    this.number = number;
    this.launch = launch;
    String address = launch.net().address(number);
    this.open = new Wire(address, PUBLIC_PORT);
    this.admin = new Wire(address, ADMIN_PORT);
  }

  /** The last number of its address. */
  int number() {
    return number;
  }

  /** Its clock is wrong by so much from now on; only where the form has faked clocks. */
  void clock(Duration by) throws IOException {
    if (clock == null) {
      throw new IllegalStateException("the clocks of this bed are true");
    }
    clock.set(by);
  }

  /** Where it keeps what outlives it. */
  Path data() {
    return launch.folder().resolve(name());
  }

  /** Starts the process; it is ready later. */
  void start() throws IOException {
    String address = launch.net().address(number);
    List<String> command = new ArrayList<>(launch.net().on(number));
    command.add("env");
    if (clock != null) {
      command.addAll(clock.environment());
    }
    command.add(launch.options().java().toString());
    command.addAll(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(FLAGS);
    String jar = launch.options().jar().toString();
    Path classes = launch.form().classes();
    command.add("-cp");
    command.add(classes == null ? jar : classes + File.pathSeparator + jar);
    command.addAll(List.of("dev.mien.api.Main", "serve"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    launch.folder().resolve(name() + ".log").toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("MIEN_"));
    environment.putAll(launch.environment());
    environment.put("MIEN_HTTP_HOST", address);
    environment.put("MIEN_HTTP_PORT", Integer.toString(PUBLIC_PORT));
    environment.put("MIEN_ADMIN_HOST", address);
    environment.put("MIEN_ADMIN_PORT", Integer.toString(ADMIN_PORT));
    environment.put("MIEN_ADMIN_TOKEN", launch.token());
    environment.put("MIEN_CLUSTER_HOST", address);
    environment.put("MIEN_CLUSTER_PORT", Integer.toString(CLUSTER_PORT));
    environment.put("MIEN_DATA_DIR", data().toString());
    // The bench checks what each visitor gets, and its visitors are no crowd.
    environment.put("MIEN_CROWD_MIN", "1");
    process = builder.start();
  }

  String name() {
    return "m" + number;
  }

  /** How long it took from now until it was ready. */
  Duration awaitReady() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    boolean ready =
        Wait.until(
            START_MAX,
            () -> {
              if (!isAlive()) {
                throw new IOException(name() + " ended at its start; see its log");
              }
              return isReady();
            });
    if (!ready) {
      throw new IOException(name() + " is not ready after " + START_MAX + "; see its log");
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  boolean isReady() {
    return admin.ask(Request.get("/health/ready"), HEALTH_MAX).isOk();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Ends it at once, and waits until it is gone. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    forget();
  }

  /** Asks it to stop, and waits until it has. */
  void stop() throws IOException, InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new IOException(name() + " did not stop within " + STOP_MAX);
      }
    }
    forget();
  }

  private void forget() {
    open.close();
    admin.close();
  }

  void freeze() throws IOException, InterruptedException {
    if (process != null) {
      Shell.signal("STOP", process.pid());
    }
  }

  void thaw() throws IOException, InterruptedException {
    if (process != null) {
      Shell.signal("CONT", process.pid());
    }
  }

  /** Its public listener. */
  Wire open() {
    return open;
  }

  /** Asks its admin listener. */
  Answer admin(Request request) {
    return admin(request, ADMIN_MAX);
  }

  Answer admin(Request request, Duration most) {
    return admin.ask(request.with("Authorization", "Bearer " + launch.token()), most);
  }

  /** Ends all of it. */
  void end() throws InterruptedException {
    kill();
  }
}
