package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that several tests read. */
final class Samples {
  private Samples() {}

  /** A workspace that says everything that can be said, without a mistake. */
  static SourceText workspace() {
    try (InputStream in = Samples.class.getResourceAsStream("sample.yaml")) {
      if (in == null) {
        throw new IllegalStateException("sample.yaml stands beside this class");
      }
      return new SourceText("sample.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reading read(String... documents) {
    return WorkspaceReader.read(
        List.of(new SourceText("w.yaml", String.join("\n---\n", documents))));
  }
}
