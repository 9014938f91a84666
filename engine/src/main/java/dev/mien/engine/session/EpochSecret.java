package dev.mien.engine.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * An epoch key as members tell each other: what it is made of, and when it is used.
 *
 * @param number random, and stands in the clear in every capsule
 * @param sealsFrom later than now where a key is made ahead, so that all members have it in time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EpochSecret(int number, byte[] bytes, Instant sealsFrom, Instant sealsUntil) {
  public EpochSecret {
    if (bytes.length != EpochKey.BYTES) {
      throw new IllegalArgumentException("an epoch key has " + EpochKey.BYTES + " bytes");
    }
    if (!sealsFrom.isBefore(sealsUntil)) {
      throw new IllegalArgumentException("a key seals for some time");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What is sealed at the last moment opens for as long as the key has sealed. */
  Instant opensUntil() {
    return sealsUntil.plus(Duration.between(sealsFrom, sealsUntil));
  }

  void destroy() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** Never its bytes. */
  @Override
  public String toString() {
    return "EpochSecret[" + number + "]";
  }
}
