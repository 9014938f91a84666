package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.engine.precedence.Precedence;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** A node in the foreground of a terminal: says where it is, and runs until it is told to stop. */
final class Foreground {
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
    // Not before: to a start the compilers are what is waited for.
    Precedence.compilersLast();
    then.started(server);
    stopped.await();
    return Main.DONE;
  }

  private void announce(Server server) {
    PrintWriter out = surroundings.out();
    out.println("public listener  " + server.publicUri());
    out.println("admin listener   " + server.adminUri());
    out.println("admin token in   " + server.tokenPlace());
  }
}
