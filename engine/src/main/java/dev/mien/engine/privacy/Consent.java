package dev.mien.engine.privacy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The purposes a visitor has allowed, and until when.
 *
 * @param purposeIds stable ids of the purposes, rising; empty: refused or withdrawn
 * @param ground what it rests on
 * @param since when they were allowed
 * @param until when this ends by time
 */
public record Consent(List<Integer> purposeIds, Ground ground, Instant since, Instant until) {
  /** What consent rests on. */
  public enum Ground {
    /** The visitor said yes. */
    GIVEN,
    /** The visitor was told, and did not object. */
    ASSUMED;

    /** Whether it is enough while the browser asks, or does not ask, that nothing be shared. */
    boolean standsAgainst(GlobalPrivacyControl gpc) {
      return this == GIVEN || gpc == GlobalPrivacyControl.NOT_ASKED;
    }
  }

  public Consent {
    purposeIds =
        isRising(purposeIds)
            ? List.copyOf(purposeIds)
            : purposeIds.stream().sorted().distinct().toList();
  }

  // As capsules hold them, so that a request sorts nothing.
  private static boolean isRising(List<Integer> ids) {
    for (int i = 1; i < ids.size(); i++) {
      if (ids.get(i - 1) >= ids.get(i)) {
        return false;
      }
    }
    return true;
  }

  public static Consent none() {
    return new Consent(List.of(), Ground.GIVEN, Instant.EPOCH, Instant.EPOCH);
  }

  public boolean isEmpty() {
    return purposeIds.isEmpty();
  }

  public boolean allows(int purposeId) {
    return purposeIds.contains(purposeId);
  }

  /** What is left when these purposes end. */
  public Consent without(int... ended) {
    return new Consent(
        purposeIds.stream().filter(id -> Arrays.stream(ended).noneMatch(end -> end == id)).toList(),
        ground,
        since,
        until);
  }
}
