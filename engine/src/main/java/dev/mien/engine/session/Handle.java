package dev.mien.engine.session;

/** The random 16 bytes that a half-key is kept under. Derived from nothing. */
public record Handle(long high, long low) {
  public static final int BYTES = 16;

  /** Never its bits: a handle in a log would be an identifier. */
  @Override
  public String toString() {
    return "Handle[…]";
  }
}
