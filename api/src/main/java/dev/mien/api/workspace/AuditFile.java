package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mien.engine.workspace.Entry;
import dev.mien.engine.workspace.Link;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An audit in a file, as {@link AuditExport} sends it, followed a line at a time: also of entries
 * whose actions only a newer Mien knows.
 */
public final class AuditFile {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> MEMBERS =
      Set.of("sequence", "at", "actor", "name", "action", "subject", "previous", "hash");

  private long sequence;
  private String last = Entry.BEGINNING;
  private boolean isHeadThere;

  private AuditFile() {}

  /** What came of following a file. */
  public sealed interface Verdict {
    /**
     * Nothing was changed, removed or put in between.
     *
     * @param head the hash of the last entry
     * @param isKeptThere whether the hash that was asked for is that of an entry
     */
    record Whole(long entries, String head, boolean isKeptThere) implements Verdict {}

    /**
     * The chain does not hold.
     *
     * @param line from 1
     * @param reason without a full stop
     */
    record Broken(long line, String reason) implements Verdict {}
  }

  /**
   * Follows a file.
   *
   * @param kept a hash to look for
   * @throws IOException if it cannot be read to its end
   */
  public static Verdict follow(Path file, Optional<String> kept) throws IOException {
    AuditFile followed = new AuditFile();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        Optional<String> flaw = followed.flaw(number, line, kept);
        if (flaw.isPresent()) {
          return new Verdict.Broken(number, flaw.get());
        }
      }
    }
    return new Verdict.Whole(followed.sequence, followed.last, followed.isHeadThere);
  }

  /** What is wrong with a line; it counts if nothing is. */
  private Optional<String> flaw(long number, String text, Optional<String> kept) {
    Map<String, String> members;
    try {
      members = members(text);
    } catch (IOException _) {
      return Optional.of("it is not an object of texts and numbers");
    }
    if (number == 1 && members.keySet().equals(Set.of("note"))) {
      return Optional.empty();
    }
    if (!members.keySet().equals(MEMBERS)) {
      return Optional.of("it is not an entry, which has the members " + sorted());
    }
    String hash = String.valueOf(members.get("hash"));
    Optional<Link> link = link(members);
    if (link.isEmpty()) {
      return Optional.of("its sequence, its time or its actor is none");
    }
    if (link.get().sequence() != sequence + 1) {
      return Optional.of("entry " + (sequence + 1) + " should stand here");
    }
    if (!link.get().previous().equals(last)) {
      return Optional.of("previous is not the hash of the entry before");
    }
    if (!link.get().hash().equals(hash)) {
      return Optional.of("entry " + (sequence + 1) + " is not what it was when it was hashed");
    }
    sequence++;
    last = hash;
    isHeadThere |= kept.equals(Optional.of(hash));
    return Optional.empty();
  }

  private static String sorted() {
    return String.join(", ", MEMBERS.stream().sorted().toList());
  }

  private static Optional<Link> link(Map<String, String> members) {
    String id = members.getOrDefault("actor", "");
    // With a space in the id, another id and name would make the same line.
    if (id.isEmpty() || id.contains(" ")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Link(
              Long.parseLong(members.getOrDefault("sequence", "")),
              Instant.parse(members.getOrDefault("at", "")),
              Link.actor(id, members.getOrDefault("name", "")),
              members.getOrDefault("action", ""),
              members.getOrDefault("subject", ""),
              members.getOrDefault("previous", "")));
    } catch (NumberFormatException | DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Map<String, String> members(String text) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == null || !value.isScalarValue() || members.containsKey(name)) {
          throw new IOException("no value");
        }
        members.put(name, parser.getText());
      }
      if (parser.nextToken() != null) {
        throw new IOException("more than an object");
      }
    }
    return members;
  }
}
