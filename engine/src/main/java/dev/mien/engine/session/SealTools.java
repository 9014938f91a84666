package dev.mien.engine.session;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * What capsules of one epoch are sealed and opened with: ciphers that keep the key schedules of the
 * epoch key, which take longer to make than to use. For one thread at a time; gone with the epoch
 * key that lends them, see {@link EpochKey#borrow}.
 */
final class SealTools {
  private final BlockCcm outer;
  private final Cipher mixing;
  private final Cipher inner;
  private final byte[] state = new byte[StateCodec.STATE_BYTES];
  private final Nonces nonces = new Nonces();
  private final byte[] mixed = new byte[HalfKey.BYTES];

  SealTools(KeyBytes outer, KeyBytes mixer) {
    this.outer = new BlockCcm(outer, CapsuleSeal.ASSOCIATED_MAX);
    try {
      mixing = Cipher.getInstance("AES/ECB/NoPadding");
      mixing.init(Cipher.ENCRYPT_MODE, mixer);
      inner = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  BlockCcm outer() {
    return outer;
  }

  /** A cipher that was started with a key of whichever session was here before. */
  Cipher inner() {
    return inner;
  }

  /**
   * The key of the inner layer of one session's capsules: the half-key, encrypted block by block
   * under the epoch's, and added to itself. To whoever lacks the epoch's key it is random, as AES
   * is; to whoever lacks the half-key, which is random itself, it is as random; and having both the
   * result and the epoch's key does not bring the half-key back.
   */
  KeyBytes inner(HalfKey halfKey) {
    byte[] key = halfKey.bytes();
    try {
      mixing.doFinal(key, 0, key.length, mixed, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused to work: " + e.getClass().getSimpleName());
    }
    for (int i = 0; i < key.length; i++) {
      key[i] ^= mixed[i];
    }
    Arrays.fill(mixed, (byte) 0);
    return new KeyBytes(key, "AES");
  }

  /** Room for a state in the clear: zeros, and to be left so. */
  byte[] state() {
    return state;
  }

  Nonces nonces() {
    return nonces;
  }
}
