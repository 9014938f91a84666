package dev.mien.engine.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What the hash of an entry is made of, as texts: also of an entry that a newer Mien has written,
 * or that somebody has changed.
 *
 * @param actor as {@link #actor} puts it
 * @param previous the hash of the entry before
 */
public record Link(
    long sequence, Instant at, String actor, String action, String subject, String previous) {
  /** Who did it, in one line. */
  public static String actor(String id, String name) {
    return name.isEmpty() || name.equals(id) ? id : id + " " + name;
  }

  /** SHA-256 of the six lines, in lower-case hexadecimal digits. */
  public String hash() {
    String lines =
        sequence
            + "\n"
            + at.toEpochMilli()
            + "\n"
            + actor
            + "\n"
            + action
            + "\n"
            + subject
            + "\n"
            + previous
            + "\n";
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
