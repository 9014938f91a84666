package dev.mien.compare;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One commit, taken out of the repository into a folder of its own and compiled there, ready to be
 * measured.
 *
 * <p>Only the benchmarks and what they use are compiled, by plain javac: that takes seconds where a
 * whole build takes minutes. The libraries are those that this program runs with, so that they are
 * the same for all commits; what a newer library brings cannot be seen here.
 *
 * @param commit as git names it, in short
 */
record Tree(Path folder, String commit) {
  private static final Duration GIT_MAX = Duration.ofMinutes(1);
  private static final String BENCHMARKS = "engine/src/jmh/java";
  private static final List<String> SOURCES =
      List.of(
          "segments/src/main/java",
          "segments/src/test/java",
          "engine/src/main/java",
          "engine/src/test/java");
  private static final List<String> RESOURCES =
      List.of("segments/src/main/resources", "engine/src/main/resources");

  /** Whose classes and resources come from a commit, and so must not come from here. */
  private static final List<String> OWN = List.of("segments", "engine");

  /** What git calls the commit of this name in short. */
  static String resolve(Path repository, String name) throws IOException, InterruptedException {
    try {
      return new Command(repository, GIT_MAX)
          .run("git", "rev-parse", "--short", "--verify", name + "^{commit}")
          .getLast();
    } catch (UnavailableException e) {
      throw new UnavailableException(
          "there is no commit '%s' here; a shallow clone gets more by 'git fetch --deepen=20' (%s)"
              .formatted(name, e.getMessage()));
    }
  }

  /**
   * Takes {@code commit} out and compiles its benchmarks. The checkout that the repository itself
   * stands at is not touched, and git does not learn of the folder.
   *
   * @throws UnavailableException if there are no benchmarks, or they do not compile with the
   *     libraries of today
   */
  static Tree build(Path repository, Path folder, String commit)
      throws IOException, InterruptedException {
    Tree tree = new Tree(folder.resolve(commit), commit);
    tree.remove();
    Files.createDirectories(tree.folder());
    Path archive = tree.folder().resolve("sources.tar");
    new Command(repository, GIT_MAX)
        .run("git", "archive", "-o", archive.toString(), commit, "segments", "engine");
    new Command(tree.folder(), GIT_MAX).run("tar", "-xf", archive.toString());
    tree.compile();
    return tree;
  }

  private void compile() throws IOException {
    if (!Files.isDirectory(folder.resolve(BENCHMARKS))) {
      throw new UnavailableException("commit " + commit + " has no benchmarks");
    }
    List<Path> benchmarks;
    try (Stream<Path> files = Files.walk(folder.resolve(BENCHMARKS))) {
      benchmarks = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-nowarn", "-parameters", "-implicit:class"));
    options.addAll(List.of("-d", Files.createDirectory(classes()).toString()));
    options.addAll(List.of("-cp", libraries(), "-processorpath", libraries()));
    options.addAll(List.of("-processor", "org.openjdk.jmh.generators.BenchmarkProcessor"));
    options.addAll(List.of("-sourcepath", joined(SOURCES.stream().map(folder::resolve))));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said, files, null, options, null, files.getJavaFileObjectsFromPaths(benchmarks))
              .call();
      if (!compiled) {
        throw new UnavailableException(
            "commit %s does not compile with the libraries of this checkout:%n%s"
                .formatted(commit, said));
      }
    }
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private static String libraries() {
    String here = System.getProperty("java.class.path");
    return joined(
        Arrays.stream(here.split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(entry -> OWN.stream().noneMatch(module -> isOf(module, entry))));
  }

  // Either module/target/classes, or module/target/module-version.jar.
  private static boolean isOf(String module, Path entry) {
    return entry.getNameCount() >= 3
        && entry.getName(entry.getNameCount() - 2).toString().equals("target")
        && entry.getName(entry.getNameCount() - 3).toString().equals(module);
  }

  private static String joined(Stream<Path> paths) {
    return String.join(File.pathSeparator, paths.map(Path::toString).toList());
  }

  /** Lets go of the folder. */
  void remove() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Runs the benchmarks once, in a process of their own.
   *
   * @param jmh what JMH is told besides what this needs of it
   * @throws UnavailableException if it fails, or takes longer than {@code most}
   */
  Round measure(List<String> flags, List<String> jmh, Duration most)
      throws IOException, InterruptedException {
    Path result = folder.resolve("round.csv");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    Stream<Path> own = Stream.concat(Stream.of(classes()), RESOURCES.stream().map(folder::resolve));
    command.addAll(List.of("-cp", joined(own) + File.pathSeparator + libraries()));
    // Another benchmark on the machine disturbs both commits alike.
    command.addAll(List.of("-Djmh.ignoreLock=true", "org.openjdk.jmh.Main"));
    command.addAll(jmh);
    command.addAll(List.of("-bm", "sample", "-tu", "ns", "-rf", "csv", "-rff", result.toString()));
    new Command(folder, most).run(command.toArray(String[]::new));
    return Round.read(Files.readAllLines(result));
  }
}
