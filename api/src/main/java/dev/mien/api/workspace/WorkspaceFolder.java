package dev.mien.api.workspace;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The workspace that lies in a folder: all its YAML files, or one file that holds all of it. */
public final class WorkspaceFolder {
  static final int FILES_MAX = 500;
  private static final int DEPTH_MAX = 16;
  private static final long FILE_BYTES_MAX = 1 << 20;
  private static final long BYTES_MAX = 8 << 20;

  private WorkspaceFolder() {}

  /** What came of reading a folder. */
  public sealed interface Reading {
    /**
     * The files, by their path in the folder.
     *
     * @param sources at least one
     */
    record Found(List<SourceText> sources) implements Reading {
      public Found {
        sources = List.copyOf(sources);
      }
    }

    /**
     * Nothing that could be checked.
     *
     * @param reason in a sentence
     */
    record Refused(String reason) implements Reading {}
  }

  public static Reading read(Path place) {
    try {
      if (Files.isRegularFile(place)) {
        Path file = place.toAbsolutePath();
        return read(file.resolveSibling("."), List.of(file));
      }
      if (!Files.isDirectory(place)) {
        return new Reading.Refused("there is no folder " + place + ".");
      }
      try (Stream<Path> paths = Files.walk(place, DEPTH_MAX)) {
        return read(place, paths.filter(WorkspaceFolder::isYaml).limit(FILES_MAX + 1L).toList());
      }
    } catch (CharacterCodingException _) {
      return new Reading.Refused(
          "the files of a workspace must be UTF-8; one in " + place + " is not.");
    } catch (IOException e) {
      return new Reading.Refused(
          "the folder " + place + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private static Reading read(Path folder, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      return new Reading.Refused("the folder " + folder + " holds no .yaml or .yml file.");
    }
    if (files.size() > FILES_MAX) {
      return new Reading.Refused("a workspace has at most " + FILES_MAX + " files.");
    }
    long bytes = 0;
    List<SourceText> sources = new ArrayList<>();
    for (Path file : files) {
      long size = Files.size(file);
      bytes += size;
      String name = folder.normalize().relativize(file.normalize()).toString().replace('\\', '/');
      if (size > FILE_BYTES_MAX || bytes > BYTES_MAX) {
        return new Reading.Refused(
            "a workspace has at most 1 MiB in one file and 8 MiB in all; "
                + name
                + " goes beyond.");
      }
      sources.add(new SourceText(name, Files.readString(file)));
    }
    sources.sort((one, other) -> one.name().compareTo(other.name()));
    return new Reading.Found(sources);
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }
}
