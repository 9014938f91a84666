package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PatienceTest {
  /** Among the fields of a thread's line behind its name, by {@code proc_pid_stat}(5). */
  private static final int NICE = 16;

  @Test
  @EnabledOnOs(OS.LINUX)
  void onlyTheThreadThatWorksGivesWay() throws Exception {
    int own = nice();
    assertEquals(10, niceBy(Patience::with));
    assertEquals(own, nice());
    assertEquals(own, niceBy(work -> work));
  }

  private static int niceBy(Function<Runnable, Runnable> patience) throws Exception {
    FutureTask<Integer> work = new FutureTask<>(PatienceTest::nice);
    Thread.ofPlatform().start(patience.apply(work));
    return work.get();
  }

  private static int nice() {
    try {
      String line = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
