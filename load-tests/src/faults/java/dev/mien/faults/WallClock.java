package dev.mien.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The time of day that one process believes in: the true one and an offset, which can be set while
 * it runs. A small library, compiled on the spot, stands between the process and the system.
 */
final class WallClock {
  private static final String SOURCE = "wall-clock.c";

  private final Path library;
  private final Path offset;

  private WallClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /** A clock that is right so far; its files are in {@code folder} and begin with {@code name}. */
  static WallClock open(Path folder, String name) throws IOException, InterruptedException {
    Path source = folder.resolve(SOURCE);
    Path library = folder.resolve(name + ".clock.so");
    try (InputStream text = WallClock.class.getResourceAsStream("/" + SOURCE)) {
      if (text == null) {
        throw new IOException("there is no " + SOURCE + " on the class path");
      }
      Files.write(source, text.readAllBytes());
    }
    Shell.run("cc", "-O2", "-shared", "-fPIC", "-o", library + "", source + "", "-ldl");
    WallClock clock = new WallClock(library, folder.resolve(name + ".clock"));
    clock.set(Duration.ZERO);
    return clock;
  }

  /** From now on it is wrong by {@code by}; processes that run see it at once. */
  void set(Duration by) throws IOException {
    byte[] nanos =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(by.toNanos())
            .array();
    // Over the old bytes, never a file of another length in between: it is mapped.
    try (var file = new RandomAccessFile(offset.toFile(), "rw")) {
      file.write(nanos);
    }
  }

  /** What has to stand in a process's environment, for {@code env}. */
  List<String> environment() {
    return List.of("LD_PRELOAD=" + library, "WALL_CLOCK_FILE=" + offset);
  }
}
