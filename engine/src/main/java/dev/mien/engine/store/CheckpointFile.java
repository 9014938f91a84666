package dev.mien.engine.store;

import dev.mien.engine.promise.CheckpointMemory;
import dev.mien.engine.promise.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The newest checkpoint that a node has signed, and its key, in two files of a folder. */
public final class CheckpointFile implements CheckpointMemory {
  /** The file with the key, which is public. */
  public static final String KEY = "log-key";

  private static final String CHECKPOINT = "log-checkpoint";

  private final Path folder;

  public CheckpointFile(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(folder.resolve(CHECKPOINT)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public void write(VerifierKey key, String note) throws IOException {
    Path kept = folder.resolve(KEY);
    String text = key.text() + "\n";
    if (!Files.exists(kept) || !Files.readString(kept).equals(text)) {
      replace(kept, text);
    }
    replace(folder.resolve(CHECKPOINT), note);
  }

  // A file that was half written would be one that nobody signed, and so forgotten.
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
