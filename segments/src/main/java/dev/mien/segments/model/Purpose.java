package dev.mien.segments.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A declared reason for processing, which a visitor allows or refuses.
 *
 * @param title what the visitor is asked, in words
 * @param thirdParties who else receives something under this purpose; may be empty
 * @param legal whether one request may be answered by its own signals without consent
 * @param bitsMax the most that the attributes of this purpose may tell together, in bits
 * @param consentMax how long consent may last at the most
 * @param idleMax after how much inactivity consent ends
 * @param endsWith the goal events that end it, in the request that reports them
 * @param iab when a consent string allows it
 */
public record Purpose(
    PurposeName name,
    String title,
    List<String> thirdParties,
    Basis legal,
    int bitsMax,
    Duration consentMax,
    Duration idleMax,
    Set<EventName> endsWith,
    IabTerms iab) {
  /** What processing under a purpose stands on. */
  public enum Basis {
    /** Only what the visitor has consented to, for as long as that lasts. */
    CONSENT,
    /**
     * Without consent, the signals of one request may shape the answer to that request, and nothing
     * is kept; with consent, as the other.
     */
    CONTEXTUAL
  }

  public Purpose {
    thirdParties = List.copyOf(thirdParties);
    endsWith = Set.copyOf(endsWith);
  }
}
