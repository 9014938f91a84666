package dev.mien.engine.session;

import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The key that all capsules of one epoch are sealed under, and its number.
 *
 * <p>What is derived from it alone is derived once: the key of the outer layer, and the one that
 * half-keys are mixed with to become the keys of inner layers. The bytes it was made of are not
 * kept.
 */
public final class EpochKey {
  public static final int BYTES = KeyBytes.LENGTH;

  private static final byte[] OUTER = label("mien capsule outer v2");
  private static final byte[] MIXER = label("mien capsule inner v2");

  /** The most tools that are kept: more than there are threads that decide. A power of two. */
  private static final int TOOLS_MAX = 64;

  private final int number;
  private final KeyBytes outer;
  private final KeyBytes mixer;
  private final AtomicReferenceArray<@Nullable SealTools> tools =
      new AtomicReferenceArray<>(TOOLS_MAX);

  /**
   * A key made of {@code bytes}, of which no copy is kept.
   *
   * @param number stands in the clear in every capsule
   */
  public EpochKey(int number, byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an epoch key has " + BYTES + " bytes");
    }
    this.number = number;
    this.outer = derived(bytes, OUTER);
    this.mixer = derived(bytes, MIXER);
  }

  public int number() {
    return number;
  }

  KeyBytes outer() {
    return outer;
  }

  /** Tools that hold this key, for the calling thread alone until it gives them back. */
  SealTools borrow() {
    int first = (int) Thread.currentThread().threadId();
    for (int i = 0; i < TOOLS_MAX; i++) {
      int place = first + i & TOOLS_MAX - 1;
      // Looked at first: to change what is not there would keep other threads from their own.
      SealTools kept = tools.get(place) == null ? null : tools.getAndSet(place, null);
      if (kept != null) {
        return kept;
      }
    }
    return new SealTools(number, outer, mixer);
  }

  /** Takes tools back, unless the key was destroyed meanwhile: then they are for nobody. */
  void giveBack(SealTools given) {
    int first = (int) Thread.currentThread().threadId();
    for (int i = 0; i < TOOLS_MAX && intact(); i++) {
      if (tools.compareAndSet(first + i & TOOLS_MAX - 1, null, given)) {
        return;
      }
    }
  }

  /**
   * Overwrites the key, and lets go of the tools that hold it. Whoever is using it at this moment
   * finds out by {@link #intact}.
   */
  void destroy() {
    outer.destroy();
    mixer.destroy();
    for (int place = 0; place < TOOLS_MAX; place++) {
      tools.set(place, null);
    }
  }

  /** Whether everything that was read of this key before this call was the key. */
  boolean intact() {
    // Reads of the key must not be put off until after the flags are read.
    VarHandle.acquireFence();
    return !outer.isDestroyed() && !mixer.isDestroyed();
  }

  /** Never its bytes. */
  @Override
  public String toString() {
    return "EpochKey[" + number + "]";
  }

  private static KeyBytes derived(byte[] bytes, byte[] label) {
    var material = new KeyBytes(bytes.clone(), "Generic");
    try {
      var parameters =
          HKDFParameterSpec.ofExtract().addIKM(material).thenExpand(label, KeyBytes.LENGTH);
      return new KeyBytes(KDF.getInstance("HKDF-SHA256").deriveData(parameters), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HKDF", e);
    } finally {
      material.destroy();
    }
  }

  private static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
