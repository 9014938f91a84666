package dev.mien.engine.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions and keys live.
 *
 * @param idle a session ends this long after its last request
 * @param max a session ends this long after its first request, whatever comes
 * @param epoch an epoch key seals for this long, and opens for as long again
 */
public record SessionPolicy(Duration idle, Duration max, Duration epoch) {
  public static final Duration IDLE_MIN = Duration.ofSeconds(10);

  /** No session, and no key that seals, lives longer. */
  public static final Duration LONGEST = Duration.ofDays(1);

  public SessionPolicy {
    check("idle", idle, IDLE_MIN);
    check("max", max, idle);
    // A capsule is sealed anew by every request. It must open for as long as its session may idle,
    // and what is sealed in the last second of an epoch opens only for the epoch that follows.
    check("epoch", epoch, idle);
  }

  /** Half an hour idle, half a day in all, a new key every six hours. */
  public static SessionPolicy standard() {
    return new SessionPolicy(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofHours(6));
  }

  /** When the capsule that holds {@code state} ends if nothing more is heard of the session. */
  public Instant expires(SessionState state) {
    return earlier(ends(state), state.consent().until());
  }

  /** When the session ends if nothing more is heard of it, whatever the consent to it. */
  Instant ends(SessionState state) {
    return earlier(state.seenAt().plus(idle), state.startedAt().plus(max));
  }

  /** How long the cluster keeps a half-key that it is not asked to keep again. */
  public Duration lease() {
    return idle.multipliedBy(3).dividedBy(2);
  }

  /** Whether the half-key of a session that goes on at {@code now} is to be leased anew. */
  public boolean renewalDue(SessionState state, Instant now) {
    return Duration.between(state.leasedAt(), now).toMillis() > idle.toMillis() / 2;
  }

  /**
   * How long an erasure is remembered: longer than any capsule of the session could be read, and a
   * day more for a half of a split cluster that goes on with it, and for clocks that differ.
   */
  public Duration tombstone() {
    Duration readable = epoch.multipliedBy(2);
    return (readable.compareTo(max) > 0 ? readable : max).plus(lease()).plus(LONGEST);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static void check(String name, Duration found, Duration least) {
    if (found.compareTo(least) < 0 || found.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " is at least " + least + " and at most " + LONGEST + "; got " + found);
    }
  }
}
