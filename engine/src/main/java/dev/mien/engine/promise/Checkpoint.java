package dev.mien.engine.promise;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a log says of its whole tree, as c2sp.org/tlog-checkpoint has it.
 *
 * @param origin which log
 * @param size how many leaves
 */
public record Checkpoint(String origin, long size, Hash root) {
  /** A number without leading zeros that a long can hold. */
  static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

  /** The text that is signed. */
  String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /** The checkpoint of a text without extensions: nobody could audit those. */
  static Optional<Checkpoint> read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 3
        || lines.getFirst().isEmpty()
        || !NUMBER.matcher(lines.get(1)).matches()) {
      return Optional.empty();
    }
    return Hash.fromBase64(lines.get(2))
        .map(root -> new Checkpoint(lines.getFirst(), Long.parseLong(lines.get(1)), root))
        .filter(checkpoint -> checkpoint.text().equals(text));
  }

  /** The checkpoint of a note that {@code key} signed under its own name. */
  public static Optional<Checkpoint> read(String note, VerifierKey key) {
    return SignedNote.read(note)
        .filter(key::signed)
        .flatMap(signed -> read(signed.text()))
        .filter(checkpoint -> checkpoint.origin().equals(key.name()));
  }

  Merkle.Head head() {
    return new Merkle.Head(size, root);
  }
}
