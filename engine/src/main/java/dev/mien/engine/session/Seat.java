package dev.mien.engine.session;

/**
 * What it takes to seal a session's next capsule: its handle, its half-key, its version. Lives for
 * one request.
 */
public final class Seat {
  private final Handle handle;
  private final HalfKey halfKey;
  private final int version;

  Seat(Handle handle, HalfKey halfKey, int version) {
    this.handle = handle;
    this.halfKey = halfKey;
    this.version = version;
  }

  Handle handle() {
    return handle;
  }

  HalfKey halfKey() {
    return halfKey;
  }

  int version() {
    return version;
  }

  /** Never what it holds. */
  @Override
  public String toString() {
    return "Seat[…]";
  }
}
