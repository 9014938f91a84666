package dev.mien.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs and reads what they say.
 *
 * @param where they run
 * @param most how long each may take; then it is stopped by force
 */
record Command(Path where, Duration most) {
  private static final int LINES_REPEATED = 15;
  private static final int WORDS_REPEATED = 3;

  /**
   * Runs a program to its end.
   *
   * @return the lines it printed
   * @throws UnavailableException if it fails or takes too long, with the last of what it printed
   */
  List<String> run(String... words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("compare", ".log");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(where.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      List<String> lines = Files.readString(output, StandardCharsets.UTF_8).lines().toList();
      if (!ended || process.exitValue() != 0) {
        throw new UnavailableException(
            "'%s …' %s: %s"
                .formatted(
                    String.join(
                        " ", List.of(words).subList(0, Math.min(WORDS_REPEATED, words.length))),
                    ended ? "failed" : "took more than " + most.toSeconds() + " s",
                    String.join(
                        System.lineSeparator(),
                        lines.subList(Math.max(0, lines.size() - LINES_REPEATED), lines.size()))));
      }
      return lines;
    } finally {
      Files.delete(output);
    }
  }
}
