package dev.mien.house;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where this repository lies on disk. */
final class Repository {
  private static final Set<String> PASSED_OVER = Set.of(".git", "target", "data", "node_modules");

  private Repository() {}

  /** The folder that holds the root pom, at or above the working directory. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("segments"))
        || !Files.isRegularFile(folder.resolve("pom.xml"))) {
      Path above = folder.getParent();
      if (above == null) {
        throw new IllegalStateException("tests run within the repository");
      }
      folder = above;
    }
    return folder;
  }

  /** All Java sources, build output apart. */
  static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return PASSED_OVER.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    sources.sort(null);
    return sources;
  }
}
