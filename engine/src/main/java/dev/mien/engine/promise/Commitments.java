package dev.mien.engine.promise;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a leaf says of an erased session without saying which: hashes that nobody can link to
 * anything without the salt, and that nobody can make again for anything else.
 *
 * <p>The salt is made of the capsule that the erasure was asked with. The visitor holds it; here it
 * is forgotten with the request. So the same capsule leads to the same leaf, and whoever lost a
 * receipt can be given it again.
 *
 * <p>Of a capsule only the first {@value #LETTERS} letters count: its outer layer without the last
 * byte of its tag. They hold a nonce of 96 random bits, so no two capsules share them and nobody
 * guesses a salt; and they seal the handle, so that of two texts that do share them both speak of
 * one half-key. What comes after them can be changed without anybody noticing once the half-key is
 * gone. It must not make another leaf, or one capsule of an erased session would be enough to fill
 * the log. Before capsules of format 3 all letters counted; receipts of those still hold.
 *
 * <p>Each hash is over a label, a zero byte, the salt and what is committed to:
 *
 * <ul>
 *   <li>{@code salt}, over nothing more, ties the salt in a receipt to the leaf.
 *   <li>{@code capsule}: the capsule that was promised never to open again. The visitor, who has
 *       it, can check that; nobody can have made the promise about a capsule of another half-key,
 *       but for whoever has two epoch keys of one number, and that is no stranger.
 *   <li>{@code handle}: where the half-key was kept. Whoever can look into the cluster can check
 *       with a receipt that nothing lives there.
 *   <li>{@code key}: the half-key. Nobody can check at the time that it is the right one. But if
 *       that key ever turns up, in a backup or in use, the receipt shows that it was promised
 *       destroyed.
 * </ul>
 */
public final class Commitments {
  /** How many letters of a capsule count. */
  public static final int LETTERS = 64;

  private static final String LABEL = "mien/erasure/v1/";

  private final byte[] salt;

  private Commitments(byte[] salt) {
    this.salt = salt;
  }

  /** Commitments under the salt that a capsule makes. */
  public static Commitments of(String capsule) {
    return ofText(counted(capsule));
  }

  private static Commitments ofText(String text) {
    return new Commitments(Hash.of(label("salt-of-capsule"), bytes(text)).bytes());
  }

  /** What a leaf may say of a capsule: now, or when all of its letters counted. */
  static List<Hash> everOf(String capsule) {
    return List.of(
        of(capsule).ofCapsule(capsule),
        Hash.of(label("capsule"), ofText(capsule).salt, bytes(capsule)));
  }

  /** Commitments under the salt of a receipt. */
  static Commitments under(Hash salt) {
    return new Commitments(salt.bytes());
  }

  /** What only the visitor is given. */
  public Hash salt() {
    return Hash.ofBytes(salt);
  }

  Hash ofSalt() {
    return Hash.of(label("salt"), salt);
  }

  Hash ofCapsule(String capsule) {
    return Hash.of(label("capsule"), salt, bytes(counted(capsule)));
  }

  /** Of the 16 bytes that a half-key was kept under. */
  public Hash ofHandle(byte[] handle) {
    return Hash.of(label("handle"), salt, handle);
  }

  /** Of the 32 bytes of a half-key. */
  public Hash ofKey(byte[] halfKey) {
    return Hash.of(label("key"), salt, halfKey);
  }

  private static String counted(String capsule) {
    return capsule.substring(0, Math.min(LETTERS, capsule.length()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] label(String name) {
    return (LABEL + name + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
