package dev.mien.image;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Everything in the image: Mien and its libraries, a Java cut down to the modules that are used,
 * the libraries of C that it loads, an account that is not root, and two folders to write to. There
 * is no shell and no other program, so that there is nothing else to keep up to date.
 *
 * <p>All of Mien is in jars, for Java keeps no cache of classes that are in folders. The cache and
 * the flags that name it are in a folder of their own: a run that Java learns from is never the
 * same twice, while all else is the same bytes wherever the same sources are built.
 *
 * <p>Native parts of libraries are taken out of their jars here. At run time they would be unpacked
 * to /tmp, which is often mounted so that nothing in it can be run.
 */
final class RootFolder {
  private static final Path JAVA = Path.of("opt/java");
  private static final Path NATIVE = Path.of("opt/native");
  private static final Path APP = Path.of("app");
  private static final Path CACHE = APP.resolve("mien.aot");
  private static final int ACCOUNT = 10_001;

  /**
   * Small, so that objects in the cache are laid out as in all heaps below 32 GB, on however large
   * a machine the image is made.
   */
  private static final String TRAINING_HEAP = "-Xmx1g";

  /**
   * What jdeps finds of Mien and its libraries, and what they find by name only. Not java.desktop,
   * java.compiler and java.scripting: Hazelcast names them for parts that are switched off.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Entries of jars, which are found by the last part of their names. */
  private static final List<String> NATIVE_ENTRIES =
      List.of(
          "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
          "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so");

  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

  private final Path root;
  private final Path cacheRoot;
  private final Source source;

  /**
   * What the image is made of.
   *
   * @param classPath jars, and one folder: the classes of Mien's last module
   * @param jar those classes as a jar
   * @param workspace what the node decides by that Java learns from
   * @param modified when all files in the image were last modified, which Java compares
   */
  private record Source(
      List<Path> classPath, Path jar, Path workspace, FileTime modified, List<String> flags) {}

  private RootFolder(Path root, Source source) {
    this.root = root;
    this.cacheRoot = root.resolveSibling(root.getFileName() + "-cache");
    this.source = source;
  }

  /**
   * Makes the folder anew, and the one beside it for the cache.
   *
   * @param arguments the folder; the class path of Mien; the jar of its last module; a workspace;
   *     an instant; and the flags that Java is to start with
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      throw new IllegalStateException("the image is made on Linux, on x86-64, and for it");
    }
    RootFolder folder =
        new RootFolder(
            Path.of(arguments[0]).toAbsolutePath(),
            new Source(
                Stream.of(arguments[1].split(File.pathSeparator, -1)).map(Path::of).toList(),
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                FileTime.from(Instant.parse(arguments[4])),
                List.of(arguments).subList(5, arguments.length)));
    folder.clear();
    folder.java();
    folder.natives();
    folder.libraries();
    folder.account();
    List<Path> jars = folder.jars();
    folder.date();
    folder.flags(jars, folder.cache(jars));
  }

  private void clear() throws IOException {
    clear(root);
    clear(cacheRoot);
    // The image is packed by a tool that knows files by their times, which are all the same here.
    clear(root.resolveSibling("jib-cache"));
    for (String folder : List.of("opt", "etc", "tmp", "data")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.createDirectories(cacheRoot.resolve(APP));
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        old.sorted(Comparator.reverseOrder()).forEach(RootFolder::delete);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void java() {
    int code =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
            .run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", MODULES),
                "--output",
                root.resolve(JAVA).toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive");
    if (code != 0) {
      throw new IllegalStateException("jlink failed with " + code);
    }
  }

  private void natives() throws IOException {
    Path folder = Files.createDirectories(root.resolve(NATIVE));
    for (Path jar : source.classPath()) {
      if (Files.isRegularFile(jar)) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (String name : NATIVE_ENTRIES) {
            ZipEntry entry = zip.getEntry(name);
            if (entry != null) {
              try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, folder.resolve(name.substring(name.lastIndexOf('/') + 1)));
              }
            }
          }
        }
      }
    }
  }

  /** Copies each library to where the loader of this machine has it, for it looks there first. */
  private void libraries() throws IOException, InterruptedException {
    Deque<Path> open = new ArrayDeque<>();
    try (Stream<Path> files = Files.walk(root.resolve("opt"))) {
      files
          .filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java"))
          .forEach(open::add);
    }
    Set<Path> needed = new TreeSet<>();
    while (!open.isEmpty()) {
      needed.addAll(librariesOf(open.remove()));
    }
    for (Path library : needed) {
      // Those of the runtime itself are in it already.
      if (!library.startsWith(root)) {
        Path copy = root.resolve(Path.of("/").relativize(library));
        Files.createDirectories(copy.getParent());
        Files.copy(library.toRealPath(), copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** All that the loader would load for a program or library, as far as it finds it. */
  private static Set<Path> librariesOf(Path program) throws IOException, InterruptedException {
    Process ldd = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
    Set<Path> found = new TreeSet<>();
    try (BufferedReader lines = ldd.inputReader()) {
      for (String line : lines.lines().toList()) {
        Matcher library = LIBRARY.matcher(line);
        if (library.find()) {
          found.add(Path.of(library.group(1)));
        }
      }
    }
    ldd.waitFor();
    return found;
  }

  private void account() throws IOException {
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0::/:/none\nmien:x:" + ACCOUNT + ":" + ACCOUNT + "::/data:/none\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nmien:x:" + ACCOUNT + ":\n");
    Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
  }

  /** Copies all jars; says where they are in the image, in the order of the class path. */
  private List<Path> jars() throws IOException {
    Path folder = Files.createDirectories(root.resolve(APP));
    List<Path> jars = new ArrayList<>();
    for (Path entry : source.classPath()) {
      Path jar = Files.isDirectory(entry) ? source.jar() : entry;
      Path name = Files.isDirectory(entry) ? Path.of("mien.jar") : entry.getFileName();
      Files.copy(jar, folder.resolve(name));
      jars.add(APP.resolve(name));
    }
    return jars;
  }

  /** Gives all files the time that they have in the image. */
  private void date() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, source.modified());
      }
    }
  }

  /** Has Java learn from a run; says whether it could. */
  private boolean cache(List<Path> jars) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("mien-training");
    List<String> java = new ArrayList<>();
    java.add(root.resolve(JAVA).resolve("bin/java").toString());
    source.flags().forEach(flag -> java.add(flag.replace("=/", "=" + root + "/")));
    java.addAll(List.of(TRAINING_HEAP, "-cp", classPath(jars, root)));
    try {
      new Training(java, scratch).make(cacheRoot.resolve(CACHE), source.workspace());
      return true;
    } catch (Training.Failed e) {
      clear(cacheRoot);
      Files.createDirectories(cacheRoot.resolve(APP));
      System.out.println(
          "The image holds no AOT cache, and its nodes take longer to start: "
              + e.getMessage()
              + ". Build it where a node can run on loopback to have one.");
      return false;
    } finally {
      clear(scratch);
    }
  }

  private static String classPath(List<Path> jars, Path root) {
    return jars.stream()
        .map(jar -> root.resolve(jar).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A file of arguments, so that the entry point stays readable. */
  private void flags(List<Path> jars, boolean isCached) throws IOException {
    List<String> lines = new ArrayList<>(source.flags());
    if (isCached) {
      lines.add("-XX:AOTCache=/" + CACHE);
    }
    lines.addAll(List.of("-cp", classPath(jars, Path.of("/"))));
    Files.writeString(cacheRoot.resolve(APP).resolve("flags"), String.join("\n", lines) + "\n");
  }
}
