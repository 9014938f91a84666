package dev.mien.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One commit, checked out into a folder of its own and built there, ready to be measured.
 *
 * @param commit as git names it, in short
 * @param classpath of its benchmarks
 */
record Tree(Path folder, String commit, String classpath) {
  private static final long BUILD_MINUTES_MAX = 20;

  // Named in full: a commit from before this program does not say which version it wants.
  private static final String CLASSPATH =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

  /** What cannot be had: the commit is not there, or does not build. */
  static final class UnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }

  /** What git calls the commit of this name in short. */
  static String resolve(Path repository, String name) throws IOException, InterruptedException {
    List<String> said = said(repository, "git", "rev-parse", "--short", name + "^{commit}");
    return said.getLast();
  }

  /**
   * Checks {@code commit} out below {@code folder} and builds its benchmarks. The checkout that the
   * repository itself stands at is not touched.
   *
   * @throws UnavailableException if it does not build
   */
  static Tree build(Path repository, Path folder, String commit)
      throws IOException, InterruptedException {
    Path tree = folder.resolve(commit);
    if (!Files.isDirectory(tree)) {
      said(repository, "git", "worktree", "add", "--detach", "--force", tree.toString(), commit);
    }
    Path written = tree.resolve("classpath.txt");
    said(
        tree,
        "mvn",
        "-B",
        "-q",
        "-P",
        "bench",
        "-pl",
        "engine",
        "-am",
        "test-compile",
        CLASSPATH,
        "-Dmdep.outputFile=" + written);
    String libraries = Files.readString(written);
    String classes =
        String.join(
            File.pathSeparator,
            tree.resolve("engine/target/test-classes").toString(),
            tree.resolve("engine/target/classes").toString());
    return new Tree(tree, commit, classes + File.pathSeparator + libraries);
  }

  /** Lets go of the checkout. */
  void remove(Path repository) throws IOException, InterruptedException {
    said(repository, "git", "worktree", "remove", "--force", folder.toString());
  }

  /** Runs the benchmarks once, in a process of their own. */
  Round measure(List<String> flags, List<String> jmh) throws IOException, InterruptedException {
    Path result = Files.createTempFile("round", ".csv");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classpath, "org.openjdk.jmh.Main"));
    command.addAll(jmh);
    command.addAll(List.of("-bm", "sample", "-tu", "ns", "-f", "1", "-rf", "csv"));
    command.addAll(List.of("-rff", result.toString()));
    said(folder, command.toArray(String[]::new));
    Round round = Round.read(Files.readAllLines(result));
    Files.delete(result);
    return round;
  }

  private static List<String> said(Path where, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("compare", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(BUILD_MINUTES_MAX, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    List<String> lines = Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      List<String> last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
      throw new UnavailableException(
          "'%s …' %s in %s:%n%s"
              .formatted(
                  String.join(" ", List.of(command).subList(0, Math.min(3, command.length))),
                  ended ? "failed" : "took more than " + BUILD_MINUTES_MAX + " minutes",
                  where,
                  String.join(System.lineSeparator(), last)));
    }
    return lines;
  }
}
