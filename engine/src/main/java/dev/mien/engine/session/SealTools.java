package dev.mien.engine.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * What capsules of one epoch are sealed and opened with: ciphers that keep the key schedules of the
 * epoch key, which take longer to make than to use. For one thread at a time; gone with the epoch
 * key that lends them, see {@link EpochKey#borrow}.
 */
final class SealTools {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final BlockCcm outer;
  private final Cipher mixing;
  private final Cipher inner;
  private final byte[] state = new byte[StateCodec.STATE_BYTES];
  private final Nonces nonces = new Nonces();
  private final byte[] mixed = new byte[HalfKey.BYTES];
  private final byte[] handle = new byte[Handle.BYTES];
  private final byte[] version = new byte[Integer.BYTES];
  private final int epoch;
  private byte[] binding = {};
  private @Nullable Site bound;

  SealTools(int epoch, KeyBytes outer, KeyBytes mixer) {
    this.epoch = epoch;
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

  /** Room for a handle in the clear: zeros, and to be left so. */
  byte[] handle() {
    return handle;
  }

  /**
   * What the outer layer of a capsule is bound to; until it is asked for again. Only the name of
   * the site varies in length, so no two are alike.
   */
  byte[] binding(Site site, byte[] capsule) {
    if (!site.equals(bound)) {
      byte[] name = site.name().getBytes(StandardCharsets.US_ASCII);
      binding =
          ByteBuffer.allocate(CapsuleSeal.NONCE_AT + name.length + CapsuleSeal.TAG_BYTES)
              .put(CapsuleSeal.FORMAT)
              .putInt(epoch)
              .put(name)
              .array();
      bound = site;
    }
    System.arraycopy(
        capsule,
        CapsuleSeal.INNER_TAG_AT,
        binding,
        binding.length - CapsuleSeal.TAG_BYTES,
        CapsuleSeal.TAG_BYTES);
    return binding;
  }

  /** What the inner layer is bound to; until it is asked for again. */
  byte[] binding(int halfKeyVersion) {
    BIG_ENDIAN.set(version, 0, halfKeyVersion);
    return version;
  }

  Nonces nonces() {
    return nonces;
  }
}
