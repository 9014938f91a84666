package dev.mien.api.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files that lie beside the classes, in a folder or in a jar. */
public final class Resources {
  private static final ClassLoader LOADER = Resources.class.getClassLoader();

  private Resources() {}

  public static Optional<byte[]> file(String name) {
    try (InputStream in = LOADER.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files below a folder, by their path in it with {@code /} between parts. */
  public static Map<String, byte[]> below(String folder) {
    URL found = LOADER.getResource(folder);
    if (found == null) {
      return Map.of();
    }
    try {
      URI uri = found.toURI();
      if (!uri.getScheme().equals("jar")) {
        return walk(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return walk(jar.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class loader gives well-formed addresses", e);
    }
  }

  private static Map<String, byte[]> walk(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(path));
      }
    }
    return files;
  }
}
