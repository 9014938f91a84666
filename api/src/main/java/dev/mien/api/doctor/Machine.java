package dev.mien.api.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The Java and the machine that a node would run on, seen from a process that was started the way
 * the node is.
 */
record Machine(Java java, Resources resources) {
  private static final int JAVA_TRIED = 25;
  private static final long MIB = 1 << 20;
  private static final long HEAP_MIN = 256 * MIB;
  // Buffers of the network, threads, compiled code and classes are outside of the heap.
  private static final double HEAP_SHARE_MAX = 0.8;
  private static final int FILES_BESIDE_CONNECTIONS = 256;
  private static final int LOOPS_PER_CORE_MAX = 2;
  private static final String CACHE = "-XX:AOTCache";

  /** What the runnable jar looks for beside itself. */
  private static final String CACHE_FILE = "mien.aot";

  /**
   * The Java.
   *
   * @param isOpen whether it lets Hazelcast and Netty where they want to reach
   * @param cache what nodes start from
   */
  record Java(
      int feature,
      String name,
      boolean isOpen,
      boolean exitsWithoutMemory,
      boolean dumpsHeap,
      boolean dumpsCore,
      Cache cache) {}

  /** What a run that Java has learned from left for others to start from. */
  enum Cache {
    /** None was made, as far as can be seen. */
    NONE,
    /** One lies beside the jar, and Java was not told of it. */
    UNTOLD,
    /** Java was told of one and does not take it. */
    REFUSED,
    /** It is older than the jar; Java 25 does not look, and runs the classes of the jar before. */
    STALE,
    USED
  }

  /**
   * What the machine gives.
   *
   * @param memory bytes of the container, or of the machine where there is none
   * @param heap bytes that Java may use for objects
   * @param files how many may be open
   */
  record Resources(long memory, long heap, OptionalLong files, int cores) {}

  static Machine measure() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Module ours = Machine.class.getModule();
    boolean isOpen =
        Object.class.getModule().isOpen("java.lang", ours)
            && Object.class.getModule().isOpen("sun.nio.ch", ours)
            && Object.class.getModule().isExported("jdk.internal.ref", ours);
    return new Machine(
        new Java(
            Runtime.version().feature(),
            System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
            isOpen,
            isOn(vm, "ExitOnOutOfMemoryError"),
            isOn(vm, "HeapDumpOnOutOfMemoryError"),
            isOn(vm, "CreateCoredumpOnCrash") && mayDumpCore(),
            cache(vm.getVMOption("AOTCache").getValue())),
        new Resources(
            system.getTotalMemorySize(),
            Runtime.getRuntime().maxMemory(),
            system instanceof UnixOperatingSystemMXBean unix
                ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                : OptionalLong.empty(),
            Runtime.getRuntime().availableProcessors()));
  }

  private static boolean isOn(HotSpotDiagnosticMXBean vm, String flag) {
    return Boolean.parseBoolean(vm.getVMOption(flag).getValue());
  }

  private static Cache cache(String told) {
    Path jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    if (told.isEmpty()) {
      return Files.isRegularFile(jar) && Files.isRegularFile(jar.resolveSibling(CACHE_FILE))
          ? Cache.UNTOLD
          : Cache.NONE;
    }
    if (jar.toFile().lastModified() > Path.of(told).toFile().lastModified()) {
      return Cache.STALE;
    }
    // A cache that is refused takes the place of the one that Java comes with: nothing is shared.
    return System.getProperty("java.vm.info", "").contains("sharing") ? Cache.USED : Cache.REFUSED;
  }

  /** Whether the limit on core files is above nothing; only Linux says so in a file. */
  private static boolean mayDumpCore() {
    Path limits = Path.of("/proc/self/limits");
    if (!Files.isReadable(limits)) {
      return false;
    }
    try {
      return Files.readAllLines(limits).stream()
          .filter(line -> line.startsWith("Max core file size"))
          .anyMatch(line -> !line.split(" {2,}", -1)[1].equals("0"));
    } catch (IOException _) {
      return false;
    }
  }

  List<Finding> ofJava() {
    List<Finding> findings = new ArrayList<>();
    String version = "Java " + java.name().strip();
    findings.add(
        java.feature() == JAVA_TRIED
            ? Finding.ok(version, "is what nodes are made for.")
            : Finding.warning(
                version,
                "is not the Java " + JAVA_TRIED + " that nodes are made for.",
                "Run the node on a JDK " + JAVA_TRIED + "; MIEN_JAVA_HOME may name it."));
    findings.add(
        java.isOpen()
            ? Finding.ok("--add-opens", "let Hazelcast and Netty where they reach.")
            : Finding.warning(
                "--add-opens",
                "are missing, and Hazelcast runs slower and warns.",
                "Start the node with java -jar mien.jar, or with the flags that README lists."));
    findings.add(
        java.exitsWithoutMemory()
            ? Finding.ok("-XX:+ExitOnOutOfMemoryError", "a node without memory ends.")
            : Finding.warning(
                "-XX:+ExitOnOutOfMemoryError",
                "is not set: a node without memory stays, and answers some requests and not"
                    + " others.",
                "Start Java with it, and let what started the node start it again."));
    findings.add(
        java.dumpsHeap()
            ? Finding.error(
                "-XX:+HeapDumpOnOutOfMemoryError",
                "is set, and would write half-keys and what visitors sent to the disk.",
                "Start Java without it.")
            : Finding.ok("-XX:-HeapDumpOnOutOfMemoryError", "memory is not written to the disk."));
    findings.add(
        java.dumpsCore()
            ? Finding.warning(
                "-XX:+CreateCoredumpOnCrash",
                "a crash of Java would write half-keys and what visitors sent to the disk.",
                "Start Java with -XX:-CreateCoredumpOnCrash, or under 'ulimit -c 0'.")
            : Finding.ok(
                "-XX:-CreateCoredumpOnCrash", "a crash does not write memory to the disk."));
    findings.add(ofCache());
    return findings;
  }

  private Finding ofCache() {
    return switch (java.cache()) {
      case USED -> Finding.ok(CACHE, "nodes start from what a run before them left.");
      case NONE ->
          Finding.notApplicable(
              CACHE, "there is no cache to start from; README says how one is made.");
      case UNTOLD ->
          Finding.warning(
              CACHE,
              "a " + CACHE_FILE + " lies beside the jar, and Java was not told of it.",
              "Start Java with -XX:AOTCache= and the path of that file.");
      case REFUSED ->
          Finding.warning(
              CACHE,
              "Java does not take the cache: it was made with another Java, or with other options"
                  + " for memory or modules.",
              "Make it again the way the node is started; -Xlog:aot tells what differs.");
      case STALE ->
          Finding.error(
              CACHE,
              "the cache is older than the jar. Java does not notice, and runs the classes of the"
                  + " jar before.",
              "Remove the cache, and make it again from this jar.");
    };
  }

  List<Finding> ofResources(Configuration configuration) {
    return List.of(
        memory(), files(configuration.of(Settings.CONNECTIONS_MAX)), cores(configuration));
  }

  private Finding memory() {
    long heap = resources.heap();
    long memory = resources.memory();
    String cause =
        "the heap may take " + heap / MIB + " MiB of the " + memory / MIB + " MiB there are.";
    if (heap >= memory) {
      return Finding.error(
          "memory",
          cause + " The kernel kills a node that takes them.",
          "Start Java with -XX:MaxRAMPercentage=60, or give the container more memory.");
    }
    if (heap > memory * HEAP_SHARE_MAX) {
      return Finding.warning(
          "memory",
          cause + " Network buffers, threads and code need more than what is left.",
          "Start Java with -XX:MaxRAMPercentage=60.");
    }
    return heap < HEAP_MIN
        ? Finding.warning(
            "memory",
            cause,
            "Give a node at least " + HEAP_MIN / MIB + " MiB of heap: -Xmx512m, say.")
        : Finding.ok("memory", cause);
  }

  private Finding files(int connectionsMax) {
    String place = "open files";
    if (resources.files().isEmpty()) {
      return Finding.notApplicable(place, "this system does not say how many there may be.");
    }
    long most = resources.files().getAsLong();
    String cause = "there may be " + most + ", and MIEN_CONNECTIONS_MAX is " + connectionsMax + ".";
    String remedy = "Raise the limit (ulimit -n), or lower MIEN_CONNECTIONS_MAX.";
    if (most < connectionsMax) {
      return Finding.error(place, cause, remedy);
    }
    return most < connectionsMax + FILES_BESIDE_CONNECTIONS
        ? Finding.warning(place, cause + " Files and other members need some as well.", remedy)
        : Finding.ok(place, cause);
  }

  private Finding cores(Configuration configuration) {
    int cores = resources.cores();
    int loops = configuration.of(Settings.EVENT_LOOPS);
    if (cores == 1) {
      return Finding.warning(
          "cores",
          "there is 1: answers wait for the collector of memory and for the cluster.",
          "Give a node two cores or more.");
    }
    return loops > LOOPS_PER_CORE_MAX * cores
        ? Finding.warning(
            "cores",
            "there are " + cores + " for " + loops + " event loops, which take turns.",
            "Set MIEN_EVENT_LOOPS to 0, which is one for each core.")
        : Finding.ok("cores", "there are " + cores + ".");
  }
}
