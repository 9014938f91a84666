package dev.mien.api.replay;

import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Where the tests find workspaces, mappings and files to replay. */
final class Examples {
  private Examples() {}

  /** A text that lies beside the tests. */
  static SourceText resource(String name) throws IOException {
    try (InputStream in = Examples.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no resource " + name);
      }
      String file = name.substring(name.lastIndexOf('/') + 1);
      return new SourceText(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The files of an example workspace of this repository. */
  static List<SourceText> workspace(String example) throws IOException {
    Path folder = root().resolve("api/src/examples").resolve(example).resolve("workspace");
    List<SourceText> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        sources.add(new SourceText(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return sources;
  }

  /** The mapping of an example. */
  static SourceText mapping(String example) throws IOException {
    Path file = root().resolve("api/src/examples").resolve(example).resolve("mapping.yaml");
    return new SourceText("mapping.yaml", Files.readString(file));
  }

  /** A file of the data sets beside the repository; without them the test is skipped. */
  static Path shared(String file) {
    Optional<Path> found = Optional.empty();
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(file);
      if (found.isEmpty() && Files.isRegularFile(candidate)) {
        found = Optional.of(candidate);
      }
    }
    return found.orElseGet(() -> Assumptions.abort("skipped: ../shared/data is absent"));
  }

  /** Replays all of {@code file}. */
  static Replays.Outcome replay(List<SourceText> workspace, SourceText mapping, Path file) {
    return replay(new Replays.Request(workspace, mapping, file, Long.MAX_VALUE));
  }

  static Replays.Outcome replay(Replays.Request request) {
    Progress silent =
        new Progress(new PrintWriter(new StringWriter()), Progress.Surface.LINES, System::nanoTime);
    try (Stop stop = Stop.never()) {
      return new Replays(Workspaces::compile).run(request, silent, stop);
    }
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    return Files.isDirectory(at.resolve("api/src/examples"))
        ? at
        : Optional.ofNullable(at.getParent()).orElse(at);
  }
}
