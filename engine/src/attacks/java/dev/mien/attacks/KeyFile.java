package dev.mien.attacks;

import dev.mien.engine.cluster.Node;
import dev.mien.engine.cluster.TamperedNodes;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.Handle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of half-keys, as a member has one that keeps on disk what it holds. */
final class KeyFile {
  private static final int ROW = Handle.BYTES + HalfKey.BYTES;

  private final Path file;

  KeyFile(Path folder) {
    this.file = folder.resolve("half-keys");
  }

  void add(Handle handle, HalfKey key) {
    ByteBuffer row =
        ByteBuffer.allocate(ROW).putLong(handle.high()).putLong(handle.low()).put(key.bytes());
    try {
      Files.write(file, row.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a member hold what stands there. */
  void readBy(Node node) throws IOException {
    ByteBuffer rows = ByteBuffer.wrap(Files.readAllBytes(file));
    while (rows.hasRemaining()) {
      Handle handle = new Handle(rows.getLong(), rows.getLong());
      byte[] key = new byte[HalfKey.BYTES];
      rows.get(key);
      TamperedNodes.putBack(node, handle, new HalfKey(key));
    }
  }
}
