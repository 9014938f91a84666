package dev.mien.engine.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 *   format 1 | epoch 4 | nonce 12 | outer( handle 16 | nonce 12 | inner( state ) tag 16 ) tag 16
 * </pre>
 *
 * <p>Both layers are AES-256-GCM. The key of the outer one comes of the epoch key; it hides the
 * handle, which in the clear would be an identifier by another name. The key of the inner one comes
 * of the epoch key and the half-key, so that nobody can open it once the half-key is destroyed.
 * Associated data bind the outer layer to format, epoch and site, and the inner one to the version
 * of the half-key as well. Nonces are drawn anew for each seal, so that two capsules of one session
 * look like those of two.
 *
 * <p>Each thread keeps its ciphers: making one costs more than using it, and one that is started
 * with the key it had keeps its key schedule ({@code CapsuleBenchmark}).
 */
final class CapsuleSeal {
  static final byte FORMAT = 1;
  static final int EPOCH_AT = 1;
  static final int NONCE_AT = EPOCH_AT + Integer.BYTES;
  static final int NONCE_BYTES = 12;
  static final int OUTER_AT = NONCE_AT + NONCE_BYTES;

  private static final int TAG_BYTES = 16;
  private static final int INNER_AT = Handle.BYTES + NONCE_BYTES;
  private static final int INNER_BYTES = StateCodec.STATE_BYTES + TAG_BYTES;
  private static final int OUTER_BYTES = INNER_AT + INNER_BYTES + TAG_BYTES;

  /** The length of every capsule. */
  static final int CAPSULE_BYTES = OUTER_AT + OUTER_BYTES;

  private static final ThreadLocal<Tools> TOOLS = ThreadLocal.withInitial(Tools::new);

  private final SecureRandom random;

  CapsuleSeal(SecureRandom random) {
    this.random = random;
  }

  /** What a thread works with. */
  private static final class Tools {
    final Hkdf hkdf = new Hkdf();
    final Cipher outer = cipher();
    final Cipher inner = cipher();
    final byte[] nonces = new byte[2 * NONCE_BYTES];
    final byte[] contents = new byte[INNER_AT + INNER_BYTES];

    private static Cipher cipher() {
      try {
        return Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has AES-GCM", e);
      }
    }
  }

  /** A capsule out of its outer layer: it was made here, for this site, in this epoch. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one request
  record Unwrapped(Site site, EpochKey key, byte[] contents) {
    Handle handle() {
      ByteBuffer buffer = ByteBuffer.wrap(contents);
      return new Handle(buffer.getLong(), buffer.getLong());
    }

    /** Never what it holds. */
    @Override
    public String toString() {
      return "Unwrapped[…]";
    }
  }

  /** A state, and the key of its layer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one request
  record Contents(KeyBytes inner, byte[] state) {
    /** Never what it holds. */
    @Override
    public String toString() {
      return "Contents[…]";
    }
  }

  /** The epoch that a capsule says it is of, if it is of a format known here. */
  static Optional<Integer> epoch(byte[] capsule) {
    return capsule.length == CAPSULE_BYTES && capsule[0] == FORMAT
        ? Optional.of(ByteBuffer.wrap(capsule).getInt(EPOCH_AT))
        : Optional.empty();
  }

  /** Opens the outer layer, which tells where the half-key is kept. */
  Optional<Unwrapped> unwrap(Site site, EpochKey key, byte[] capsule) {
    byte[] contents = new byte[INNER_AT + INNER_BYTES];
    try {
      Cipher cipher = TOOLS.get().outer;
      cipher.init(Cipher.DECRYPT_MODE, key.outer(), nonce(capsule, NONCE_AT));
      cipher.updateAAD(outerBinding(key, site));
      cipher.doFinal(capsule, OUTER_AT, OUTER_BYTES, contents, 0);
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw brokenCipher(e);
    }
    return key.intact() ? Optional.of(new Unwrapped(site, key, contents)) : Optional.empty();
  }

  /** Opens the inner layer with what the cluster holds. */
  Optional<Contents> open(Unwrapped unwrapped, HalfKeys.Entry.Live live) {
    Tools tools = TOOLS.get();
    EpochKey key = unwrapped.key();
    KeyBytes inner = key.inner(tools.hkdf, live.key());
    byte[] state = new byte[StateCodec.STATE_BYTES];
    try {
      Cipher cipher = tools.inner;
      cipher.init(Cipher.DECRYPT_MODE, inner, nonce(unwrapped.contents(), Handle.BYTES));
      cipher.updateAAD(innerBinding(key, unwrapped.site(), live.version()));
      cipher.doFinal(unwrapped.contents(), INNER_AT, INNER_BYTES, state, 0);
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw brokenCipher(e);
    }
    return key.intact() ? Optional.of(new Contents(inner, state)) : Optional.empty();
  }

  /**
   * Seals a state. The capsule is sound only if {@code key} is still {@linkplain EpochKey#intact
   * intact} afterwards.
   */
  byte[] seal(Site site, EpochKey key, Seat seat, byte[] state) {
    Tools tools = TOOLS.get();
    byte[] nonces = tools.nonces;
    random.nextBytes(nonces);
    byte[] contents = tools.contents;
    byte[] capsule = new byte[CAPSULE_BYTES];
    ByteBuffer.wrap(contents)
        .putLong(seat.handle().high())
        .putLong(seat.handle().low())
        .put(nonces, NONCE_BYTES, NONCE_BYTES);
    ByteBuffer.wrap(capsule).put(FORMAT).putInt(key.number()).put(nonces, 0, NONCE_BYTES);
    try {
      Cipher inner = tools.inner;
      inner.init(Cipher.ENCRYPT_MODE, seat.inner(key, tools.hkdf), nonce(nonces, NONCE_BYTES));
      inner.updateAAD(innerBinding(key, site, seat.version()));
      inner.doFinal(state, 0, state.length, contents, INNER_AT);
      Cipher outer = tools.outer;
      outer.init(Cipher.ENCRYPT_MODE, key.outer(), nonce(nonces, 0));
      outer.updateAAD(outerBinding(key, site));
      outer.doFinal(contents, 0, contents.length, capsule, OUTER_AT);
    } catch (GeneralSecurityException e) {
      throw brokenCipher(e);
    }
    Arrays.fill(contents, 0, Handle.BYTES, (byte) 0);
    return capsule;
  }

  private static GCMParameterSpec nonce(byte[] bytes, int at) {
    return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, bytes, at, NONCE_BYTES);
  }

  private static byte[] outerBinding(EpochKey key, Site site) {
    return binding(key, site, 0).array();
  }

  private static byte[] innerBinding(EpochKey key, Site site, int version) {
    return binding(key, site, Integer.BYTES).putInt(version).array();
  }

  // Only the name of the site varies in length, so no two bindings of a layer are alike.
  private static ByteBuffer binding(EpochKey key, Site site, int more) {
    byte[] name = site.name().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(NONCE_AT + name.length + more)
        .put(FORMAT)
        .putInt(key.number())
        .put(name);
  }

  private static IllegalStateException brokenCipher(GeneralSecurityException e) {
    return new IllegalStateException("AES-GCM refused to work: " + e.getClass().getSimpleName());
  }
}
