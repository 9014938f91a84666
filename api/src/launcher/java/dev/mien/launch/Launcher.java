package dev.mien.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The first class of {@code mien.jar}. Mien needs Java 25, while the {@code java} on a path is
 * often older; this class runs on Java 17. On Java 25 or newer it calls the main class; otherwise
 * it looks for such a JDK and runs the jar there as a child, with its input, output and exit code.
 */
public final class Launcher {
  private static final int JAVA_MIN = 25;
  private static final int WRONG_USAGE = 2;
  private static final String MAIN_CLASS = "dev.mien.api.Main";

  // The rest of jvm.flags in the root pom stands in the jar's manifest, which a test compares. A
  // child that reads it there takes the same cache as a Java that was given the jar directly.
  static final String UNSAFE_FLAG = "--sun-misc-unsafe-memory-access=allow";

  /** What a run with -XX:AOTCacheOutput made, if it lies beside the jar. */
  private static final String CACHE_FILE = "mien.aot";

  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    if (Runtime.version().feature() >= JAVA_MIN) {
      callMain(arguments);
      return;
    }
    Optional<Path> home = findJdk(System.getenv(), Path.of("/"));
    if (home.isEmpty()) {
      complain(System.err);
      System.exit(WRONG_USAGE);
    }
    System.exit(runChild(home.orElseThrow(), arguments));
  }

  private static void callMain(String[] arguments) throws Exception {
    try {
      Class.forName(MAIN_CLASS).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void complain(PrintStream err) {
    err.println(
        "mien needs Java "
            + JAVA_MIN
            + " or newer; this is Java "
            + Runtime.version().feature()
            + ", and no newer JDK was found in MIEN_JAVA_HOME, JAVA_HOME, /usr/lib/jvm, /opt,"
            + " ~/.sdkman/candidates/java or ~/.jdks.");
    err.println("Install a JDK " + JAVA_MIN + ", or set MIEN_JAVA_HOME to the folder of one.");
  }

  private static int runChild(Path home, String[] arguments)
      throws IOException, InterruptedException {
    Path jar = Path.of(System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0]);
    Process child = new ProcessBuilder(command(home, jar, arguments)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(child), "stop-child"));
    return child.waitFor();
  }

  /**
   * How a JDK runs the jar. A cache is passed on only where it is not older than the jar: Java 25
   * does not compare them, and would run the classes of the jar that the cache was made from.
   */
  static List<String> command(Path home, Path jar, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java(home).toString());
    command.add(UNSAFE_FLAG);
    Path cache = jar.resolveSibling(CACHE_FILE);
    if (Files.isRegularFile(cache)
        && cache.toFile().lastModified() >= jar.toFile().lastModified()) {
      command.add("-XX:AOTCache=" + cache);
    }
    // A launcher that is killed outright cannot stop its child; the child then stops by itself.
    command.add("-Dmien.exitWithParent=true");
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void stop(Process child) {
    child.destroy();
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The home of the newest fitting JDK at the first place that has one. */
  static Optional<Path> findJdk(Map<String, String> environment, Path root) {
    for (String variable : List.of("MIEN_JAVA_HOME", "JAVA_HOME")) {
      String home = environment.getOrDefault(variable, "");
      if (!home.isBlank() && fits(Path.of(home))) {
        return Optional.of(Path.of(home));
      }
    }
    Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
    List<Path> places =
        List.of(
            root.resolve("usr/lib/jvm"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"),
            root.resolve("opt"));
    for (Path place : places) {
      Optional<Path> found = newestIn(place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> newestIn(Path place) {
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    Optional<Path> newest = Optional.empty();
    int newestVersion = 0;
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(place)) {
      for (Path home : homes) {
        int version = version(home);
        if (version > newestVersion && fits(home)) {
          newest = Optional.of(home);
          newestVersion = version;
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return newest;
  }

  private static boolean fits(Path home) {
    return Files.isExecutable(java(home)) && version(home) >= JAVA_MIN;
  }

  private static Path java(Path home) {
    return home.resolve("bin").resolve("java");
  }

  /** What the {@code release} file of a JDK says of its version; 0 where there is none. */
  private static int version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    Properties said = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      said.load(in);
      String version = said.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
