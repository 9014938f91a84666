package dev.mien.engine.privacy;

import java.time.Instant;

/**
 * What a capsule remembers of consent.
 *
 * @param seenAt when the session was last heard of
 */
public record Remembered(Consent consent, Instant seenAt) {
  /** What is remembered where there is no capsule. */
  public static Remembered nothing() {
    return new Remembered(Consent.none(), Instant.EPOCH);
  }
}
