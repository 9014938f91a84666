package dev.mien.engine.release;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Random bytes that come again with the same seed, as only a test may have them. */
public final class Seeded extends SecureRandom {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial")
  private final transient SplittableRandom random;

  public Seeded(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
