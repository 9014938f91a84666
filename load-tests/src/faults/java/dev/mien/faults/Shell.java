package dev.mien.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands of the system, each with a time limit. */
final class Shell {
  private static final long SECONDS_MAX = 60;

  private Shell() {}

  /**
   * What a command came to.
   *
   * @param text what it printed, to either stream
   */
  record Result(int code, String text) {
    boolean isDone() {
      return code == 0;
    }
  }

  /** Runs a command, whatever it comes to. */
  static Result attempt(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    // A daemon that the command leaves behind must not hold its output open: nobody starts one.
    byte[] bytes = process.getInputStream().readAllBytes();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("took too long: " + String.join(" ", command));
    }
    return new Result(process.exitValue(), new String(bytes, StandardCharsets.UTF_8).strip());
  }

  /** Runs a command that has to work. */
  static String run(String... command) throws IOException, InterruptedException {
    Result result = attempt(List.of(command));
    if (!result.isDone()) {
      throw new IOException(String.join(" ", command) + ": " + result.text());
    }
    return result.text();
  }

  /** Sends a signal to a process; says nothing if there is none. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    var _ = attempt(List.of("kill", "-" + name, Long.toString(pid)));
  }
}
