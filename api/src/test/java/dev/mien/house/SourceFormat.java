package dev.mien.house;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one format of all sources, which is google-java-format's. As a program with {@code --write}
 * it rewrites what differs.
 */
public final class SourceFormat {
  private SourceFormat() {}

  public static void main(String[] arguments) throws IOException, FormatterException {
    boolean write = List.of(arguments).contains("--write");
    List<Path> differing = differing();
    for (Path source : differing) {
      if (write) {
        Files.writeString(source, formatted(Files.readString(source)));
      }
      System.out.println(
          (write ? "rewritten " : "differs ") + Repository.root().relativize(source));
    }
    System.out.println(differing.size() + " sources");
  }

  /** The sources that are not formatted. */
  static List<Path> differing() throws IOException, FormatterException {
    List<Path> differing = new ArrayList<>();
    for (Path source : Repository.sources()) {
      String text = Files.readString(source);
      if (!text.equals(formatted(text))) {
        differing.add(source);
      }
    }
    return differing;
  }

  static String formatted(String text) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }
}
