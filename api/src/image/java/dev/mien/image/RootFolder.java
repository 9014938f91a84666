package dev.mien.image;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Everything in the image beside Mien itself: a Java cut down to the modules that are used, the
 * libraries of C that it loads, an account that is not root, and two folders to write to. There is
 * no shell and no other program, so that there is nothing else to keep up to date.
 *
 * <p>Native parts of libraries are taken out of their jars here. At run time they would be unpacked
 * to /tmp, which is often mounted so that nothing in it can be run.
 */
final class RootFolder {
  private static final Path JAVA = Path.of("opt/java");
  private static final Path NATIVE = Path.of("opt/native");
  private static final int ACCOUNT = 10_001;

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

  private RootFolder(Path root) {
    this.root = root;
  }

  /**
   * Makes the folder anew.
   *
   * @param arguments the folder, the class path of Mien, and the flags that Java is to start with
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      throw new IllegalStateException("the image is made on Linux, on x86-64, and for it");
    }
    RootFolder folder = new RootFolder(Path.of(arguments[0]).toAbsolutePath());
    folder.clear();
    folder.java();
    folder.natives(arguments[1]);
    folder.libraries();
    folder.account();
    folder.flags(List.of(arguments).subList(2, arguments.length));
  }

  private void clear() throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> old = Files.walk(root)) {
        old.sorted(Comparator.reverseOrder()).forEach(RootFolder::delete);
      }
    }
    for (String folder : List.of("opt", "etc", "tmp", "data", "app")) {
      Files.createDirectories(root.resolve(folder));
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

  private void natives(String classPath) throws IOException {
    Path folder = Files.createDirectories(root.resolve(NATIVE));
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      if (jar.endsWith(".jar")) {
        try (ZipFile zip = new ZipFile(jar)) {
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

  /** A file of arguments, so that the entry point stays readable. */
  private void flags(List<String> flags) throws IOException {
    Files.writeString(root.resolve("app/flags"), String.join("\n", flags) + "\n");
  }
}
