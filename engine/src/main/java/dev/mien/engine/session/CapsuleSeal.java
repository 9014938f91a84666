package dev.mien.engine.session;

import dev.mien.engine.session.StateCodec.Decoded;
import dev.mien.engine.session.StateCodec.Encoded;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The two layers of a capsule. Waits for nothing; for any number of threads.
 *
 * <pre>
 *   format 1 | epoch 4 | nonce 12 | outer( handle 16 ) tag 16 | inner( state ) tag 16
 * </pre>
 *
 * <p>The outer layer is AES-256-CCM under a key that comes of the epoch key; it hides the handle,
 * which in the clear would be an identifier by another name. The inner one is AES-256-GCM under a
 * key that comes of the epoch key and the half-key, so that nobody can open it once the half-key is
 * destroyed. Associated data bind the outer layer to format, epoch, site and the tag of the inner
 * layer, and the inner one to the version of the half-key. One nonce serves both, whose keys are
 * never the same, and so ties them together; it is drawn anew for each seal, so that two capsules
 * of one session look like those of two.
 *
 * <p>The outer tag covers the inner one and not the state under it, which would be fifty blocks
 * more to chain, one after the other, in a request that opens and seals. What can be changed
 * unnoticed by the outer layer is the sealed state, and what comes of that is this:
 *
 * <ul>
 *   <li>While the half-key lives, the inner layer refuses every change. Whoever tries has to hit
 *       one given tag, with no more tries than requests; a capsule put together of two has a tag
 *       that the outer layer of the one or the nonce of the other does not fit.
 *   <li>The half-key is looked up, as it is for a genuine capsule, which whoever has changed one
 *       could have shown as well. What is answered tells as much: that the session is erased or
 *       that nothing can be read.
 *   <li>Once the half-key is destroyed nothing checks the state, so one capsule has very many
 *       variants that are all erased. They have one leaf in the log of promises, for it is made of
 *       the outer layer alone, see {@link dev.mien.engine.promise.Commitments}; and all name one
 *       half-key, so that what was promised of one is true of each.
 *   <li>To destroy a half-key takes a capsule that opens. A variant does not.
 * </ul>
 */
final class CapsuleSeal {
  static final byte FORMAT = 3;
  static final int EPOCH_AT = 1;
  static final int NONCE_AT = EPOCH_AT + Integer.BYTES;
  static final int HANDLE_AT = NONCE_AT + BlockCcm.NONCE_BYTES;
  private static final int INNER_AT = NONCE_AT + BlockCcm.BYTES;
  static final int TAG_BYTES = 16;
  static final int INNER_TAG_AT = INNER_AT + StateCodec.STATE_BYTES;
  private static final int INNER_BYTES = StateCodec.STATE_BYTES + TAG_BYTES;

  /** The length of every capsule. */
  static final int CAPSULE_BYTES = INNER_AT + INNER_BYTES;

  /** What the outer layer binds itself to, with the longest name of a site. */
  static final int ASSOCIATED_MAX = NONCE_AT + Site.NAME_CHARACTERS_MAX + TAG_BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final SecureRandom random;

  CapsuleSeal(SecureRandom random) {
    this.random = random;
  }

  /** A capsule out of its outer layer: it was made here, for this site, in this epoch. */
  record Unwrapped(EpochKey key, Handle handle, Capsule capsule) {
    /** Never what it holds. */
    @Override
    public String toString() {
      return "Unwrapped[…]";
    }
  }

  /** A state, and the key of its layer. */
  record Contents(KeyBytes inner, Decoded state) {
    /** Never what it holds. */
    @Override
    public String toString() {
      return "Contents[…]";
    }
  }

  /** Whether a capsule is of a format known here. */
  static boolean isKnown(Capsule capsule) {
    byte[] bytes = capsule.bytes();
    return bytes.length == CAPSULE_BYTES && bytes[0] == FORMAT;
  }

  /** The epoch that a capsule of a known format says it is of. */
  static int epoch(Capsule capsule) {
    return (int) INTS.get(capsule.bytes(), EPOCH_AT);
  }

  /** Opens the outer layer, which tells where the half-key is kept. */
  Optional<Unwrapped> unwrap(Site site, EpochKey key, Capsule capsule) {
    SealTools tools = key.borrow();
    byte[] opened = tools.handle();
    byte[] bytes = capsule.bytes();
    boolean isOurs = tools.outer().open(bytes, NONCE_AT, tools.binding(site, bytes), opened);
    Handle handle = new Handle((long) LONGS.get(opened, 0), (long) LONGS.get(opened, Long.BYTES));
    Arrays.fill(opened, (byte) 0);
    key.giveBack(tools);
    return isOurs && key.intact()
        ? Optional.of(new Unwrapped(key, handle, capsule))
        : Optional.empty();
  }

  /** Opens the inner layer with what the cluster holds. */
  Optional<Contents> open(Unwrapped unwrapped, HalfKeys.Entry.Live live) {
    EpochKey key = unwrapped.key();
    byte[] capsule = unwrapped.capsule().bytes();
    SealTools tools = key.borrow();
    KeyBytes inner = tools.inner(live.key());
    byte[] state = tools.state();
    Decoded decoded;
    try {
      Cipher cipher = tools.inner();
      cipher.init(Cipher.DECRYPT_MODE, inner, nonce(capsule));
      cipher.updateAAD(tools.binding(live.version()));
      cipher.doFinal(capsule, INNER_AT, INNER_BYTES, state, 0);
      decoded = StateCodec.decode(state);
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw brokenCipher(e);
    } finally {
      Arrays.fill(state, (byte) 0);
      key.giveBack(tools);
    }
    return key.intact() ? Optional.of(new Contents(inner, decoded)) : Optional.empty();
  }

  /**
   * Seals a state. The capsule is sound only if {@code key} is still {@linkplain EpochKey#intact
   * intact} afterwards.
   *
   * @throws IllegalStateException if the state does not fit
   */
  Capsule seal(Site site, EpochKey key, Seat seat, SessionState state) {
    SealTools tools = key.borrow();
    byte[] clear = tools.state();
    byte[] capsule = new byte[CAPSULE_BYTES];
    tools.nonces().draw(random, capsule, NONCE_AT);
    capsule[0] = FORMAT;
    INTS.set(capsule, EPOCH_AT, key.number());
    LONGS.set(capsule, HANDLE_AT, seat.handle().high());
    LONGS.set(capsule, HANDLE_AT + Long.BYTES, seat.handle().low());
    try {
      encode(state, clear);
      Cipher cipher = tools.inner();
      cipher.init(Cipher.ENCRYPT_MODE, seat.inner(key, tools), nonce(capsule));
      cipher.updateAAD(tools.binding(seat.version()));
      cipher.doFinal(clear, 0, clear.length, capsule, INNER_AT);
      tools.outer().seal(capsule, NONCE_AT, tools.binding(site, capsule));
    } catch (GeneralSecurityException e) {
      throw brokenCipher(e);
    } finally {
      Arrays.fill(clear, (byte) 0);
      key.giveBack(tools);
    }
    return new Capsule(capsule);
  }

  private static void encode(SessionState state, byte[] clear) {
    if (StateCodec.encode(state, clear) instanceof Encoded.TooLarge(int needed)) {
      throw new IllegalStateException(
          "a state of %d bytes does not fit into the %d of a capsule"
              .formatted(needed, clear.length));
    }
  }

  private static GCMParameterSpec nonce(byte[] capsule) {
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, capsule, NONCE_AT, BlockCcm.NONCE_BYTES);
  }

  private static IllegalStateException brokenCipher(GeneralSecurityException e) {
    return new IllegalStateException("AES-GCM refused to work: " + e.getClass().getSimpleName());
  }
}
