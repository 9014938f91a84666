package dev.mien.engine.statistics;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The files of {@code ../shared/data}, which lies beside the repository where it is present. */
public final class SharedData {
  private SharedData() {}

  /** That file, found from here upwards; without it the test is skipped and says so. */
  public static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(name);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    // Worktrees lie elsewhere than the repository they are of.
    return Assumptions.abort("skipped: ../shared/data/" + name + " is absent");
  }
}
