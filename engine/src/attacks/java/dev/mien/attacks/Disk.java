package dev.mien.attacks;

import dev.mien.engine.promise.Leaf;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.Handle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Searches all that a node writes, which is all that a backup can hold: its data folder with the
 * database, and its log. There is no half-key of any session in it, erased or not, nothing that
 * half-keys are kept under, and nothing of a capsule.
 */
final class Disk implements Attack {
  static final String NAME = "disk";

  /** As much of a secret as it is known by. */
  private static final int PIECE = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "the data folder of a node, its database and its log";
  }

  @Override
  public List<Row> run(Setup setup) throws IOException, InterruptedException {
    int sessions = setup.either(100, 1_000);
    Path folder = Folders.fresh(setup.folder().resolve("disk"));
    try {
      Needles secrets = new Needles();
      Needles records = new Needles();
      int visited = visited(setup, folder, sessions, new Sought(secrets, records));
      List<Path> files = Folders.files(folder);
      int found = secrets.foundIn(files);
      int control = records.foundIn(files);
      return List.of(
          new Row(
              NAME,
              "half-keys, their handles and capsules of %,d sessions, in %,d files"
                  .formatted(sessions, files.size()),
              "0",
              Integer.toString(found),
              "of %,d records of erasures, which have to be there, %,d".formatted(visited, control),
              Row.of(found == 0 && control == visited && visited > 0)));
    } finally {
      Folders.remove(folder);
    }
  }

  /**
   * What is looked for.
   *
   * @param records what is written of an erasure, and no secret
   */
  private record Sought(Needles secrets, Needles records) {
    void begun(Handle handle, HalfKey key) {
      byte[] both =
          ByteBuffer.allocate(Handle.BYTES).putLong(handle.high()).putLong(handle.low()).array();
      secrets.add(both);
      secrets.add(Arrays.copyOf(key.bytes(), PIECE));
      // As somebody would print them.
      secrets.add(Arrays.copyOf(hex(key.bytes()), PIECE));
      secrets.add(Arrays.copyOf(base64(key.bytes()), PIECE));
      secrets.add(Arrays.copyOf(hex(both), PIECE));
    }

    void visited(String capsule) {
      byte[] bytes = Base64.getUrlDecoder().decode(capsule);
      secrets.add(Arrays.copyOf(capsule.getBytes(StandardCharsets.US_ASCII), PIECE));
      secrets.add(Arrays.copyOf(bytes, PIECE));
      secrets.add(Arrays.copyOfRange(bytes, bytes.length - PIECE, bytes.length));
    }

    private static byte[] hex(byte[] bytes) {
      return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] base64(byte[] bytes) {
      return Base64.getUrlEncoder().encode(bytes);
    }
  }

  /** Half of the sessions are erased; answers with how many of them. */
  private static int visited(Setup setup, Path folder, int sessions, Sought sought)
      throws IOException, InterruptedException {
    KeyFile keys = new KeyFile(folder);
    List<String> erased = new ArrayList<>();
    try (LogFile _ = new LogFile(folder.resolve("node.log"));
        Household household =
            new Household(
                folder,
                (handle, key) -> {
                  sought.begun(handle, key);
                  if (setup.has(Weakness.DISK_KEYS)) {
                    keys.add(handle, key);
                  }
                })) {
      for (int i = 0; i < sessions; i++) {
        String capsule = household.visit(i % 3 == 0 ? "hiking" : "running").orElse("");
        if (!capsule.isEmpty()) {
          sought.visited(capsule);
          if (i % 2 == 0 && household.erase(capsule)) {
            erased.add(capsule);
          }
        }
      }
      household.keep();
      LoggerFactory.getLogger(Disk.class).info("{} sessions were visited", sessions);
    }
    for (String capsule : erased) {
      String committed =
          Leaf.erasure(Instant.EPOCH, capsule, Optional.empty()).text("capsule").orElseThrow();
      sought.records().add(Arrays.copyOf(committed.getBytes(StandardCharsets.US_ASCII), PIECE));
    }
    return erased.size();
  }
}
