package dev.mien.api.doctor;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that a node keeps editions in.
 *
 * @param path as the setting has it
 * @param state what is there
 * @param synced how long a small write takes to be on the disk; nothing where that was not tried
 * @param freeBytes where the folder is or would be
 * @param token who may do what with the file of the admin token; nothing where there is none
 */
record DataFolder(
    Path path,
    State state,
    Optional<Duration> synced,
    long freeBytes,
    Optional<Set<PosixFilePermission>> token) {
  private static final int PROBE_BYTES = 4_096;
  private static final Duration SYNC_MAX = Duration.ofMillis(100);
  private static final long MIB = 1 << 20;
  private static final long FREE_BYTES_MIN = 64 * MIB;
  private static final long FREE_BYTES_GOOD = 1_024 * MIB;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** What is at the path. */
  enum State {
    USABLE,
    CAN_BE_MADE,
    CANNOT_BE_MADE,
    NO_FOLDER,
    READ_ONLY,
    /** It takes writes, and they cannot be forced to the disk. */
    UNSAFE
  }

  static DataFolder measure(Configuration configuration) {
    Path path = configuration.of(Settings.DATA_DIR);
    Path nearest = path.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    long free = nearest.toFile().getUsableSpace();
    if (!Files.exists(path)) {
      boolean canBeMade = Files.isDirectory(nearest) && Files.isWritable(nearest);
      State state = canBeMade ? State.CAN_BE_MADE : State.CANNOT_BE_MADE;
      return new DataFolder(path, state, Optional.empty(), free, Optional.empty());
    }
    if (!Files.isDirectory(path)) {
      return new DataFolder(path, State.NO_FOLDER, Optional.empty(), free, Optional.empty());
    }
    Optional<Duration> synced = Optional.empty();
    State state = State.READ_ONLY;
    if (Files.isWritable(path)) {
      synced = sync(path);
      state = synced.isPresent() ? State.USABLE : State.UNSAFE;
    }
    return new DataFolder(path, state, synced, free, permissions(path.resolve("admin-token")));
  }

  /** How long a write takes to be on the disk; nothing where it cannot be made sure of. */
  private static Optional<Duration> sync(Path folder) {
    try {
      Path probe = Files.createTempFile(folder, ".doctor-", ".tmp");
      try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
        long from = System.nanoTime();
        channel.write(ByteBuffer.allocate(PROBE_BYTES));
        channel.force(true);
        return Optional.of(Duration.ofNanos(System.nanoTime() - from));
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<Set<PosixFilePermission>> permissions(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.getPosixFilePermissions(file))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(folder());
    findings.add(sync());
    findings.add(space());
    findings.add(tokenFile());
    return findings;
  }

  private Finding folder() {
    String place = path.toString();
    return switch (state) {
      case USABLE, UNSAFE -> Finding.ok(place, "exists and can be written.");
      case CAN_BE_MADE -> Finding.ok(place, "is not there yet and can be made.");
      case CANNOT_BE_MADE ->
          Finding.error(
              place,
              "is not there, and this account may not make it.",
              "Make the folder and give it to the account that the node runs as, or set"
                  + " MIEN_DATA_DIR.");
      case NO_FOLDER ->
          Finding.error(place, "is no folder.", "Set MIEN_DATA_DIR to a folder of its own.");
      case READ_ONLY ->
          Finding.error(
              place,
              "cannot be written by this account.",
              "Give the folder to the account that the node runs as, and mount it writable.");
    };
  }

  private Finding sync() {
    String place = "writes";
    if (synced.isPresent()) {
      Duration took = synced.orElseThrow();
      String time = millis(took);
      return took.compareTo(SYNC_MAX) > 0
          ? Finding.warning(
              place,
              "take " + time + " to be on the disk; publishing waits for several.",
              "Put MIEN_DATA_DIR on a local disk, and no network file system.")
          : Finding.ok(place, "are on the disk after " + time + ".");
    }
    return state == State.UNSAFE
        ? Finding.error(
            place,
            "cannot be forced to the disk, so that a published edition can be lost.",
            "Put MIEN_DATA_DIR on a file system that supports fsync and is not full.")
        : Finding.notApplicable(place, "not tried without a folder that can be written.");
  }

  private Finding space() {
    String place = "free space";
    String free = freeBytes / MIB + " MiB";
    String remedy = "Make room, or set MIEN_DATA_DIR to a disk that has it.";
    if (freeBytes < FREE_BYTES_MIN) {
      return Finding.error(
          place, free + " are too little for the editions of one day's work.", remedy);
    }
    return freeBytes < FREE_BYTES_GOOD
        ? Finding.warning(place, free + " are left.", remedy)
        : Finding.ok(place, free + " are left.");
  }

  private Finding tokenFile() {
    String place = path.resolve("admin-token").toString();
    if (token.isEmpty()) {
      return Finding.notApplicable(place, "no token is kept there.");
    }
    Set<PosixFilePermission> found = token.orElseThrow();
    String mode = PosixFilePermissions.toString(found);
    return OWNER_ONLY.containsAll(found)
        ? Finding.ok(place, "is for its owner only (" + mode + ").")
        : Finding.error(
            place,
            "is open to more than its owner (" + mode + ").",
            "Take the rights away with chmod 600, and replace the token by deleting the file and"
                + " restarting the node.");
  }

  private static String millis(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    return micros < 10_000
        ? micros / 1_000 + "." + micros % 1_000 / 100 + " ms"
        : micros / 1_000 + " ms";
  }
}
