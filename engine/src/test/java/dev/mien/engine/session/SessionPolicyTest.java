package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.privacy.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final SessionPolicy policy = SessionPolicy.standard();

  @Test
  void aCapsuleExpiresWithIdlenessAgeOrConsentWhicheverIsFirst() {
    assertEquals(
        START.plus(policy.idle()), policy.expires(state(START, START.plus(Duration.ofDays(1)))));
    assertEquals(
        START.plus(policy.max()),
        policy.expires(
            state(START.plus(policy.max()).minus(SECOND), START.plus(Duration.ofDays(1)))));
    assertEquals(START.plus(SECOND), policy.expires(state(START, START.plus(SECOND))));
  }

  @Test
  void aLeaseIsDueAnewAfterHalfTheIdleTime() {
    SessionState state = state(START, START.plus(HOUR));

    assertFalse(policy.renewalDue(state, START.plus(Duration.ofMinutes(15))));
    assertTrue(policy.renewalDue(state, START.plus(Duration.ofMinutes(15)).plus(SECOND)));
  }

  /** Whoever comes back as late as allowed, having come as early as to renew nothing. */
  @Test
  void aLeaseOutlastsTheSession() {
    assertTrue(policy.lease().compareTo(policy.idle().dividedBy(2).plus(policy.idle())) >= 0);
  }

  @Test
  void durationsThatMakeNoSenseAreRefused() {
    assertRefused(Duration.ZERO, HOUR, HOUR);
    assertRefused(HOUR, HOUR.minus(SECOND), HOUR);
    assertRefused(HOUR, HOUR, HOUR.minus(SECOND));
    assertRefused(HOUR, Duration.ofDays(2), HOUR);
    assertRefused(HOUR, HOUR, Duration.ofDays(2));
  }

  private static void assertRefused(Duration idle, Duration max, Duration epoch) {
    assertThrows(IllegalArgumentException.class, () -> new SessionPolicy(idle, max, epoch));
  }

  private static SessionState state(Instant seenAt, Instant consentUntil) {
    return new SessionState(
        START,
        seenAt,
        START,
        new Consent(List.of(1), Consent.Ground.GIVEN, START, consentUntil),
        List.of(),
        List.of());
  }
}
