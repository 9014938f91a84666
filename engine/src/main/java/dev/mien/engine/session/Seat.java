package dev.mien.engine.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to seal a session's next capsule: its handle, its half-key, its version. Lives for
 * one request.
 */
public final class Seat {
  private final Handle handle;
  private final HalfKey halfKey;
  private final int version;
  private final @Nullable Derived derived;

  private Seat(Handle handle, HalfKey halfKey, int version, @Nullable Derived derived) {
    this.handle = handle;
    this.halfKey = halfKey;
    this.version = version;
    this.derived = derived;
  }

  Seat(Handle handle, HalfKey halfKey, int version) {
    this(handle, halfKey, version, null);
  }

  /** The inner key of a session under one epoch. */
  private record Derived(EpochKey epochKey, KeyBytes inner) {}

  Handle handle() {
    return handle;
  }

  HalfKey halfKey() {
    return halfKey;
  }

  int version() {
    return version;
  }

  /**
   * A number that many sessions share: {@value Capsules#TOKEN_BITS} of the handle's random bits, so
   * that distinct sessions can be counted without telling them apart.
   */
  public int token() {
    return (int) (handle.low() & ((1 << Capsules.TOKEN_BITS) - 1));
  }

  /**
   * Bytes that come again whenever they are asked for under the same label, and that nobody can
   * tell from random ones without the half-key.
   */
  public Consumer<byte[]> pseudorandom(String label) {
    return new SeatBytes(halfKey, label);
  }

  /** The same seat, which remembers what was derived to open its capsule. */
  Seat with(EpochKey epochKey, KeyBytes inner) {
    return new Seat(handle, halfKey, version, new Derived(epochKey, inner));
  }

  /** The same seat with a higher version; the keys are those it had. */
  Seat raisedTo(int higher) {
    return new Seat(handle, halfKey, higher, derived);
  }

  /** The key of the inner layer under {@code epochKey}; derived unless it was before. */
  KeyBytes inner(EpochKey epochKey, Hkdf hkdf) {
    return derived != null && derived.epochKey() == epochKey
        ? derived.inner()
        : epochKey.inner(hkdf, halfKey);
  }

  /** Never what it holds. */
  @Override
  public String toString() {
    return "Seat[…]";
  }
}
