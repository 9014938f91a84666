package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.mien.engine.session.Capsule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of one JSON text, at the beginning of a room that may have held others and will again:
 * nobody keeps a body beyond the call that brings it.
 */
public final class Body {
  private final byte[] room;
  private final int length;

  /**
   * @param length of what is in {@code room} for this body, in bytes
   */
  public Body(byte[] room, int length) {
    this.room = room;
    this.length = length;
  }

  /** One in a room of its own. */
  public static Body of(byte[] bytes) {
    return new Body(bytes, bytes.length);
  }

  /** A copy of it. */
  public byte[] bytes() {
    return Arrays.copyOf(room, length);
  }

  /** Overwrites it. */
  public void forget() {
    Arrays.fill(room, 0, length, (byte) 0);
  }

  JsonParser parser(JsonFactory factory) throws IOException {
    return factory.createParser(room, 0, length);
  }

  /** The capsule between two quotes of which the first stands there, if no letter is escaped. */
  Optional<Capsule> capsule(long quote) {
    int from = (int) quote + 1;
    int end = from + Capsule.LETTERS;
    return quote >= 0 && end < length && room[from - 1] == '"' && room[end] == '"'
        ? Capsule.read(room, from)
        : Optional.empty();
  }

  /** Never what it says. */
  @Override
  public String toString() {
    return "Body[" + length + " bytes]";
  }
}
