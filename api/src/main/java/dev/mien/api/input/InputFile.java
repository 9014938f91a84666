package dev.mien.api.input;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that people write for a command, read and written as a whole. */
public final class InputFile {
  private static final long BYTES_MAX = 1 << 20;

  private InputFile() {}

  /** What came of reading one. */
  public sealed interface Reading {
    record Found(SourceText text) implements Reading {}

    /**
     * It cannot be read.
     *
     * @param why a sentence that names the file
     */
    record Refused(String why) implements Reading {}
  }

  /**
   * Reads a file of at most 1 MiB.
   *
   * @throws IOException if it cannot be read for another reason
   */
  public static Reading read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new Reading.Refused("there is no file " + file + ".");
    }
    if (Files.size(file) > BYTES_MAX) {
      return new Reading.Refused(file + " has more than 1 MiB, which is the most.");
    }
    try {
      return new Reading.Found(
          new SourceText(file.getFileName().toString(), Files.readString(file)));
    } catch (CharacterCodingException _) {
      return new Reading.Refused(file + " is not in UTF-8.");
    }
  }

  /** Puts {@code text} in the place of what a file says, or leaves the file as it is. */
  public static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
