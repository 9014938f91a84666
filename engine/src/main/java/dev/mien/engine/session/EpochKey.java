package dev.mien.engine.session;

/** The key that all capsules of one epoch are sealed under, and its number. */
public final class EpochKey {
  public static final int BYTES = 32;

  private final int number;

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
  }

  public int number() {
    return number;
  }

  /** Never its bytes. */
  @Override
  public String toString() {
    return "EpochKey[" + number + "]";
  }
}
