package dev.mien.engine.precedence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PrecedenceTest {
  /** Among the fields of a thread's line behind its name, by {@code proc_pid_stat}(5). */
  private static final int NICE = 16;

  @Test
  @EnabledOnOs(OS.LINUX)
  void onlyTheThreadThatWorksGivesWay() throws Exception {
    int own = nice();
    assertEquals(10, niceBy(Precedence::last));
    assertEquals(own, nice());
    assertEquals(own, niceBy(work -> work));
  }

  /** Where Linux says how long turns are, and takes a wish; before 6.12 it does not. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aThreadThatGoesFirstTakesShortTurns() throws Exception {
    OptionalLong usual = turnNanos();
    FutureTask<OptionalLong> turn =
        new FutureTask<>(
            () -> {
              Precedence.first();
              return turnNanos();
            });
    Thread.ofPlatform().start(turn);
    assumeTrue(usual.isPresent(), "this Linux does not say how long turns are");
    assumeTrue(!turn.get().equals(usual), "this Linux takes no wish for turns");
    assertEquals(OptionalLong.of(100_000), turn.get());
    assertEquals(usual, turnNanos());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void thereAreCompilersThatGiveWay() throws Exception {
    int own = nice();
    assertTrue(Precedence.compilersLast() >= 1);
    assertEquals(own, nice());
    assertTrue(compilersNice().stream().allMatch(nice -> nice == 10), compilersNice().toString());
  }

  private static List<Integer> compilersNice() throws IOException {
    List<Integer> nice = new ArrayList<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*")) {
          nice.add(nice(thread.resolve("stat")));
        }
      }
    }
    return nice;
  }

  private static OptionalLong turnNanos() throws IOException {
    Path path = Path.of("/proc/thread-self/sched");
    if (!Files.isReadable(path)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(path).stream()
        .filter(line -> line.startsWith("se.slice"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst();
  }

  private static int niceBy(Function<Runnable, Runnable> precedence) throws Exception {
    FutureTask<Integer> work = new FutureTask<>(PrecedenceTest::nice);
    Thread.ofPlatform().start(precedence.apply(work));
    return work.get();
  }

  private static int nice() {
    try {
      return nice(Path.of("/proc/thread-self/stat"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int nice(Path stat) throws IOException {
    String line = Files.readString(stat);
    return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
  }
}
