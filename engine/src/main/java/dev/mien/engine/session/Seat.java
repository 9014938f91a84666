package dev.mien.engine.session;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to seal a session's next capsule: its handle, its half-key, its version. Lives for
 * one request.
 */
public final class Seat {
  private static final long HOUR_SECONDS = 3_600;

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
   * A number that many sessions share, so that distinct sessions can be counted without telling
   * them apart: {@value Capsules#TOKEN_BITS} bits of a mix of the handle's 128 random bits and the
   * hour in which the session began. It is the same for as long as the session lasts, on every node
   * and for every capsule of it; and as the handle is drawn at random and never shown, no mix could
   * tell more of it than so many bits.
   */
  public int token(Instant startedAt) {
    long hour = Math.floorDiv(startedAt.getEpochSecond(), HOUR_SECONDS);
    long mixed = mixed(handle.high() + mixed(handle.low() + mixed(hour)));
    return (int) (mixed >>> (Long.SIZE - Capsules.TOKEN_BITS));
  }

  /**
   * Each bit of what comes out hangs on each that goes in: variant 13 of D. Stafford's mixers, as
   * in {@link java.util.SplittableRandom}.
   */
  private static long mixed(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
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

  /**
   * The key of the inner layer under {@code epochKey}; derived unless it was before.
   *
   * @param tools of that epoch key
   */
  KeyBytes inner(EpochKey epochKey, SealTools tools) {
    return derived != null && derived.epochKey() == epochKey
        ? derived.inner()
        : tools.inner(halfKey);
  }

  /** Never what it holds. */
  @Override
  public String toString() {
    return "Seat[…]";
  }
}
