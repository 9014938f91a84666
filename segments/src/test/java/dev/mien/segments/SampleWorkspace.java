package dev.mien.segments;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A workspace that uses every part of the language. */
public final class SampleWorkspace {
  private SampleWorkspace() {}

  public static List<SourceText> texts() {
    return Stream.of("personas.yaml", "schema.yaml", "segments.yaml", "slots.yaml")
        .map(SampleWorkspace::text)
        .toList();
  }

  private static SourceText text(String name) {
    try (InputStream in = SampleWorkspace.class.getResourceAsStream("/workspaces/sample/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the sample workspace lacks " + name);
      }
      return new SourceText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
