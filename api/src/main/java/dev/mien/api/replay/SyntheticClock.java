package dev.mien.api.replay;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a replay, which has nothing to do with the time it takes: files of this kind have no
 * times, so each row comes one fixed step after the one before it, ragged rows included.
 */
final class SyntheticClock implements InstantSource {
  private final Mapping.Clock clock;
  private volatile Instant now;

  SyntheticClock(Mapping.Clock clock) {
    this.clock = clock;
    this.now = clock.start();
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** It is the turn of the row at {@code position}, counted from 0. */
  void turnTo(long position) {
    now = clock.start().plus(clock.step().multipliedBy(position));
  }
}
