package dev.mien.engine.promise;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That a leaf stands in a log, as c2sp.org/tlog-proof has it.
 *
 * @param extra what is not authenticated by the proof itself; here always text
 * @param path the hashes beside the way from the leaf to the root, lowest first
 * @param checkpoint a signed note
 */
record TlogProof(Optional<String> extra, long index, List<Hash> path, String checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int CHARACTERS_MAX = 256 << 10;

  /** A tree of 2^63 leaves is as high. */
  private static final int PATH_MAX = 63;

  TlogProof {
    path = List.copyOf(path);
  }

  String text() {
    StringBuilder out = new StringBuilder(FIRST).append('\n');
    extra.ifPresent(
        text ->
            out.append(EXTRA)
                .append(StrictBase64.encode(text.getBytes(StandardCharsets.UTF_8)))
                .append('\n'));
    out.append(INDEX).append(index).append('\n');
    path.forEach(hash -> out.append(hash.base64()).append('\n'));
    return out.append('\n').append(checkpoint).toString();
  }

  /** The proof that a text is; one proof has one text. */
  static Optional<TlogProof> read(String text) {
    int end = text.indexOf("\n\n");
    return text.length() > CHARACTERS_MAX || end < 0
        ? Optional.empty()
        : read(text.substring(0, end).lines().toList(), text.substring(end + 2))
            .filter(proof -> proof.text().equals(text));
  }

  private static Optional<TlogProof> read(List<String> lines, String checkpoint) {
    int at = 1;
    Optional<String> extra = Optional.empty();
    if (lines.size() > at && lines.get(at).startsWith(EXTRA)) {
      extra =
          StrictBase64.decode(lines.get(at++).substring(EXTRA.length())).flatMap(TlogProof::utf8);
      if (extra.isEmpty()) {
        return Optional.empty();
      }
    }
    if (lines.size() <= at || !lines.get(at).startsWith(INDEX)) {
      return Optional.empty();
    }
    String index = lines.get(at++).substring(INDEX.length());
    List<Hash> path = new ArrayList<>();
    for (String line : lines.subList(at, lines.size())) {
      Optional<Hash> hash = Hash.fromBase64(line);
      if (hash.isEmpty() || path.size() == PATH_MAX) {
        return Optional.empty();
      }
      path.add(hash.orElseThrow());
    }
    return Checkpoint.NUMBER.matcher(index).matches()
        ? Optional.of(new TlogProof(extra, Long.parseLong(index), path, checkpoint))
        : Optional.empty();
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
