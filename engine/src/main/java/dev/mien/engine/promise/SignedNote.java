package dev.mien.engine.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text and who signed it, as c2sp.org/signed-note has it.
 *
 * @param text ends with a newline
 */
record SignedNote(String text, List<Signature> signatures) {
  private static final String DASH = "\u2014 ";
  private static final int SIGNATURES_MAX = 16;
  private static final int CHARACTERS_MAX = 128 << 10;
  private static final int KEY_ID_BYTES = 4;

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f&&[^\\n]]");

  /** What names of keys do not have. */
  private static final Pattern NO_NAME = Pattern.compile("[\\s\\p{Z}+]");

  SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * A line below the text.
   *
   * @param body the number of the key, and what it made of the text
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Signature(String name, byte[] body) {
    private static Optional<Signature> read(String line) {
      int space = line.indexOf(' ', DASH.length());
      if (!line.startsWith(DASH) || space < 0) {
        return Optional.empty();
      }
      String name = line.substring(DASH.length(), space);
      return isName(name)
          ? StrictBase64.decode(line.substring(space + 1))
              .filter(body -> body.length > KEY_ID_BYTES)
              .map(body -> new Signature(name, body))
          : Optional.empty();
    }

    private String line() {
      return DASH + name + " " + StrictBase64.encode(body) + "\n";
    }
  }

  /** Whether a key can have this name. */
  static boolean isName(String name) {
    return !name.isEmpty() && !NO_NAME.matcher(name).find();
  }

  /** The note that a text is, whoever signed it. */
  static Optional<SignedNote> read(String note) {
    int end = note.lastIndexOf("\n\n");
    if (note.length() > CHARACTERS_MAX
        || CONTROL.matcher(note).find()
        || end < 0
        || !note.endsWith("\n")) {
      return Optional.empty();
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2).lines().toList()) {
      Optional<Signature> signature = Signature.read(line);
      if (signature.isEmpty() || signatures.size() == SIGNATURES_MAX) {
        return Optional.empty();
      }
      signatures.add(signature.orElseThrow());
    }
    return signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(new SignedNote(note.substring(0, end + 1), signatures));
  }

  /** The note as it is sent. */
  String note() {
    StringBuilder out = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> out.append(signature.line()));
    return out.toString();
  }
}
