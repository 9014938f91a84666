package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.engine.precedence.Precedence;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A node in the foreground of a terminal: says where it is, and runs until it is told to stop. */
final class Foreground {
  /** What a node takes under load to run mostly compiled. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Surroundings surroundings;

  Foreground(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What a command does once the node runs. */
  interface Then {
    void started(Server server);
  }

  /** Runs a node; returns when it could not start, and otherwise when the process is stopped. */
  int run(Configuration configuration, Then then) throws InterruptedException {
    Server server;
    try {
      server = Server.start(configuration, Assembly::core);
    } catch (StartRefused e) {
      surroundings.err().println("mien: " + e.getMessage());
      return Main.REFUSED;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  LastResort.watch(
                      Thread.currentThread(), server.stopMax(), Runtime.getRuntime()::halt);
                  server.stop();
                  stopped.countDown();
                },
                "stop"));
    announce(server);
    Thread.ofPlatform().daemon().name("settling").start(Foreground::settle);
    then.started(server);
    stopped.await();
    return Main.DONE;
  }

  /** A young node waits for its compilers, and so do its first visitors; later ones should not. */
  private static void settle() {
    try {
      Thread.sleep(YOUNG);
      Precedence.compilersLast();
    } catch (InterruptedException _) {
      // Nobody does; then compilers stay as they are.
    }
  }

  private void announce(Server server) {
    PrintWriter out = surroundings.out();
    out.println("public listener  " + server.publicUri());
    out.println("admin listener   " + server.adminUri());
    out.println("admin token in   " + server.tokenPlace());
  }
}
