package dev.mien.api.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * What admin calls carry: the token of the configuration, or else one that is made once and kept in
 * the data folder, readable by its owner only.
 */
public final class AdminToken {
  private static final String FILE_NAME = "admin-token";
  private static final int BYTES = 32;

  private final String text;
  private final String place;

  private AdminToken(String text, String place) {
    this.text = text;
    this.place = place;
  }

  /** The token of a node that starts; makes one where there is none. */
  public static AdminToken ofNode(Configuration configuration) throws IOException {
    Optional<AdminToken> known = known(configuration);
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      return made(configuration, made);
    } catch (FileAlreadyExistsException _) {
      // Another node with the same data folder was faster; its token counts.
      return known(configuration)
          .orElseThrow(() -> new IOException("the admin token in the data folder is empty"));
    }
  }

  /** The token that a caller on this machine would use; none where no node has made one yet. */
  public static Optional<AdminToken> known(Configuration configuration) throws IOException {
    Optional<String> configured = configuration.of(Settings.ADMIN_TOKEN);
    if (configured.isPresent()) {
      return configured.map(token -> new AdminToken(token, "MIEN_ADMIN_TOKEN"));
    }
    Path file = file(configuration);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String kept = Files.readString(file).strip();
    return kept.isEmpty() ? Optional.empty() : Optional.of(new AdminToken(kept, file.toString()));
  }

  private static AdminToken made(Configuration configuration, String token) throws IOException {
    Path file = file(configuration);
    Files.createDirectories(configuration.of(Settings.DATA_DIR));
    boolean posix =
        Files.getFileStore(configuration.of(Settings.DATA_DIR)).supportsFileAttributeView("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(java.nio.ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    return new AdminToken(token, file.toString());
  }

  private static Path file(Configuration configuration) {
    return configuration.of(Settings.DATA_DIR).resolve(FILE_NAME);
  }

  /** As it stands after {@code Bearer}. */
  public String text() {
    return text;
  }

  /** Where the token is, for people: a setting or a file. */
  public String place() {
    return place;
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "AdminToken[" + place + "]";
  }
}
