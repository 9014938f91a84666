package dev.mien.engine.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a caller shows as the capsule of a session, or is given as one. Without its keys it is
 * noise, and so no secret; but it is like no other, and therefore never printed. Nothing about it
 * is trusted before it is opened.
 *
 * <p>As text it is base64url without padding, always of {@value #LETTERS} letters; one capsule has
 * one text. In a request and in an answer it goes straight between letters in ASCII and bytes: as
 * texts, capsules were a quarter of all that a decision allocated.
 */
public final class Capsule {
  /**
   * Letters of every capsule; its bytes come in threes, so the last letter has no bits to spare.
   */
  public static final int LETTERS = CapsuleSeal.CAPSULE_BYTES / 3 * 4;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final Capsule NONE = new Capsule(new byte[0]);

  private final byte[] bytes;

  /** Takes {@code bytes} over: nobody changes them. */
  Capsule(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What has this text; where no capsule has it, one that nobody can open. */
  public static Capsule of(String text) {
    // What is not Latin-1 becomes a question mark, which the alphabet does not have.
    return text.length() == LETTERS
        ? read(text.getBytes(StandardCharsets.ISO_8859_1), 0).orElse(NONE)
        : NONE;
  }

  /**
   * The capsule whose {@value #LETTERS} letters stand in {@code text} from {@code from} on, if
   * there are so many and all are letters of capsules.
   */
  public static Optional<Capsule> read(byte[] text, int from) {
    if (from < 0 || text.length - from < LETTERS) {
      return Optional.empty();
    }
    try {
      // Padding would take the place of letters, so that bytes were missing.
      byte[] bytes = DECODER.decode(ByteBuffer.wrap(text, from, LETTERS)).array();
      return bytes.length == CapsuleSeal.CAPSULE_BYTES
          ? Optional.of(new Capsule(bytes))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Its text; empty for one that nobody can open. */
  public String text() {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * Writes its letters in ASCII.
   *
   * @param to has room for {@value #LETTERS} of them
   * @return how many there are
   */
  public int write(byte[] to) {
    return ENCODER.encode(bytes, to);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Capsule capsule && Arrays.equals(bytes, capsule.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Never its letters: a capsule in a log would be an identifier. */
  @Override
  public String toString() {
    return "Capsule[…]";
  }
}
