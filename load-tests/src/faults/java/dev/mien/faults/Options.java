package dev.mien.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run was asked for: the names of cases, and system properties that start with {@code
 * faults.}.
 *
 * @param cases in the order they run
 * @param isFull whether the long form of each case is run
 * @param jar the node under test
 * @param java what runs it
 * @param folder where the report, logs and histories go
 * @param rate requests a second; if none is told, a part of the capacity that is measured first
 * @param healMax how long after a fault has ended a promise may take to hold everywhere
 * @param seed what visitors are drawn with
 */
record Options(
    List<String> cases,
    boolean isFull,
    Path jar,
    Path java,
    Path folder,
    OptionalDouble rate,
    Duration healMax,
    long seed) {
  private static final String PREFIX = "faults.";

  Options {
    cases = List.copyOf(cases);
  }

  /** The options of this process; a value that is none of those allowed throws, in words. */
  static Options of(List<String> arguments) {
    Path module = Path.of(told("module", ".")).toAbsolutePath().normalize();
    Path root = module.endsWith("load-tests") ? module.resolve("..").normalize() : module;
    String rate = told("rate", "");
    return new Options(
        arguments,
        Boolean.parseBoolean(told("full", "false")),
        existing("jar", told("jar", root.resolve("api/target/mien.jar").toString())),
        Path.of(told("java", Path.of(System.getProperty("java.home", "/usr"), "bin/java") + "")),
        Path.of(told("folder", module.resolve("target/faults").toString())).toAbsolutePath(),
        rate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(positive("rate", rate)),
        Duration.ofMillis((long) (positive("heal", told("heal", "5")) * 1000)),
        Long.parseLong(told("seed", "1")));
  }

  /** These, with a copy of the jar: a build must not change it under the nodes that run it. */
  Options withOwnJar() throws IOException {
    Files.createDirectories(folder);
    Path copy = folder.resolve("mien.jar");
    Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    return new Options(cases, isFull, copy, java, folder, rate, healMax, seed);
  }

  /** The one or the other, as the form of this run is. */
  int either(int shortForm, int fullForm) {
    return isFull ? fullForm : shortForm;
  }

  private static String told(String name, String standard) {
    String value = System.getProperty(PREFIX + name, "");
    return value.isBlank() ? standard : value;
  }

  private static Path existing(String name, String value) {
    Path path = Path.of(value).toAbsolutePath().normalize();
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException(
          "there is no "
              + path
              + "; build it with 'mvn package -DskipTests', or say where it is with -D"
              + PREFIX
              + name);
    }
    return path;
  }

  private static double positive(String name, String value) {
    double number = Double.parseDouble(value);
    if (!(number > 0)) {
      throw new IllegalArgumentException(PREFIX + name + " has to be above 0; got " + value);
    }
    return number;
  }
}
