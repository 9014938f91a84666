package dev.mien.api.workspace;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonBodies.Shape;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.Read;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** A workspace as an admin call carries it: one YAML stream, or files by name in JSON. */
sealed interface Carried {
  /** The files, by name. */
  record Found(List<SourceText> sources) implements Carried {
    public Found {
      sources = List.copyOf(sources);
    }
  }

  record Refused(Problem problem) implements Carried {}

  /** What a stream is called in diagnostics. */
  String STREAM_NAME = "workspace.yaml";

  int FILE_CHARACTERS_MAX = 1 << 20;
  int NAME_CHARACTERS_MAX = 200;

  /** Relative, with {@code /} between parts, none of which starts with a dot. */
  Pattern NAME =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._ -]*/)*[A-Za-z0-9_-][A-Za-z0-9._ -]*\\.ya?ml");

  JsonBodies BODIES =
      new JsonBodies(new Shape(4, NAME_CHARACTERS_MAX, FILE_CHARACTERS_MAX, 32, 20));

  /** Reads one YAML stream. */
  static Carried stream(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return new Found(List.of(new SourceText(STREAM_NAME, text)));
    } catch (CharacterCodingException _) {
      return new Refused(Problem.of(Kind.INVALID_BODY, "Send the workspace in UTF-8."));
    }
  }

  /** Reads files by name, from an object with the member {@code files}. */
  static Carried files(byte[] body) {
    Read<List<SourceText>> read = BODIES.read(body, Carried::files);
    if (read instanceof Read.Sound<List<SourceText>>(var sources)) {
      return new Found(sources);
    }
    return new Refused(Problem.of(read));
  }

  private static List<SourceText> files(JsonWalk walk) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    walk.object(
        "",
        1,
        (name, pointer) -> {
          if (name.equals("files")) {
            sources.addAll(files(walk, pointer));
          } else {
            walk.error(pointer, "unknown-name", "This call takes files.");
            walk.skip();
          }
        });
    if (sources.isEmpty() && walk.errors().isEmpty()) {
      walk.error("/files", "missing", "Send at least one file, by its name.");
    }
    return sources;
  }

  /** The files in an object that has one text for each name, by name. */
  static List<SourceText> files(JsonWalk walk, String pointer) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    walk.object(
        pointer, WorkspaceFolder.FILES_MAX, (file, place) -> file(walk, sources, file, place));
    sources.sort(Comparator.comparing(SourceText::name));
    return sources;
  }

  private static void file(JsonWalk walk, List<SourceText> sources, String name, String pointer)
      throws IOException {
    if (!NAME.matcher(name).matches()) {
      walk.error(
          pointer,
          "not-a-file-name",
          "Name a file by its path in the workspace; it ends in .yaml or .yml.");
    }
    walk.text(pointer, FILE_CHARACTERS_MAX)
        .ifPresent(text -> sources.add(new SourceText(name, text)));
  }
}
