package dev.mien.engine.promise;

import java.io.IOException;
import java.util.Optional;

/**
 * Where a node keeps the newest checkpoint that it has signed and the key to check it with, outside
 * of the log. Blocks.
 */
public interface CheckpointMemory {
  /** The note that was written last. */
  Optional<String> read() throws IOException;

  void write(VerifierKey key, String note) throws IOException;
}
