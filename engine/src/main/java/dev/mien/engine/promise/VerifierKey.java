package dev.mien.engine.promise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The public half of an Ed25519 key that signs notes, with its name: what is trusted beforehand.
 */
public final class VerifierKey {
  private static final byte ED25519 = 1;
  private static final int PUBLIC_BYTES = 32;
  private static final int ID_BYTES = 4;

  /** What stands before the 32 bytes of an Ed25519 key where its kind is said as well. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] bytes;
  private final byte[] id;
  private final PublicKey key;

  private VerifierKey(String name, byte[] bytes, PublicKey key) {
    this.name = name;
    this.bytes = bytes;
    this.id = id(name, bytes);
    this.key = key;
  }

  private static byte[] id(String name, byte[] bytes) {
    byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(Hash.of(named, new byte[] {ED25519}, bytes).bytes(), ID_BYTES);
  }

  static VerifierKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new VerifierKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length), key);
  }

  /** The key of a text such as {@code example.com/log+1a2b3c4d+AW…}, if it is sound. */
  public static Optional<VerifierKey> read(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length < 3 || !SignedNote.isName(parts[0])) {
      return Optional.empty();
    }
    return StrictBase64.decode(parts[2])
        .filter(typed -> typed.length == 1 + PUBLIC_BYTES && typed[0] == ED25519)
        .flatMap(typed -> of(parts[0], Arrays.copyOfRange(typed, 1, typed.length)))
        .filter(key -> HexFormat.of().formatHex(key.id).equals(parts[1]));
  }

  private static Optional<VerifierKey> of(String name, byte[] bytes) {
    byte[] encoded = ByteBuffer.allocate(X509.length + PUBLIC_BYTES).put(X509).put(bytes).array();
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return Optional.of(new VerifierKey(name, bytes, key));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  public String name() {
    return name;
  }

  /** The key as text, to be handed on. */
  public String text() {
    return name
        + "+"
        + HexFormat.of().formatHex(id)
        + "+"
        + StrictBase64.encode(
            ByteBuffer.allocate(1 + PUBLIC_BYTES).put(ED25519).put(bytes).array());
  }

  /** A signature of this key below a note. */
  SignedNote.Signature line(byte[] signature) {
    return new SignedNote.Signature(
        name, ByteBuffer.allocate(ID_BYTES + signature.length).put(id).put(signature).array());
  }

  /**
   * Whether this key signed a note, and none of the lines that say so is false. Lines of other keys
   * say nothing.
   */
  boolean signed(SignedNote note) {
    boolean signed = false;
    for (SignedNote.Signature line : note.signatures()) {
      if (line.name().equals(name) && Arrays.equals(Arrays.copyOf(line.body(), ID_BYTES), id)) {
        if (!holds(note.text(), line.body())) {
          return false;
        }
        signed = true;
      }
    }
    return signed;
  }

  private boolean holds(String text, byte[] body) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(body, ID_BYTES, body.length - ID_BYTES);
    } catch (GeneralSecurityException _) {
      // What is no signature at all is refused by an exception.
      return false;
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
