package dev.mien.engine;

import dev.mien.engine.explain.Why.SegmentWhy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that is held of one session, in words, for the visitor. */
public sealed interface SessionView {
  record Unreadable() implements SessionView {}

  record Erased() implements SessionView {}

  /** The cluster did not answer in time; the caller keeps its capsule and may ask again. */
  record Unavailable() implements SessionView {}

  /**
   * All of it.
   *
   * @param leasedAt when the cluster was last asked to keep its key
   * @param segments those that hold, with their rules
   * @param dropped the names of those that the visitor dropped
   * @param cluster what the cluster holds of this session, in words
   */
  record Shown(
      long edition,
      Instant startedAt,
      Instant seenAt,
      Instant leasedAt,
      Instant expires,
      List<ConsentedPurpose> consent,
      List<HeldAttribute> attributes,
      List<SegmentWhy> segments,
      List<ShownAssignment> assignments,
      List<String> dropped,
      List<String> cluster)
      implements SessionView {
    public Shown {
      consent = List.copyOf(consent);
      attributes = List.copyOf(attributes);
      segments = List.copyOf(segments);
      assignments = List.copyOf(assignments);
      dropped = List.copyOf(dropped);
      cluster = List.copyOf(cluster);
    }
  }

  /**
   * One purpose that is consented to.
   *
   * @param ground {@code given} or {@code assumed}
   */
  record ConsentedPurpose(
      String purpose,
      String title,
      List<String> thirdParties,
      String ground,
      Instant since,
      Instant until) {
    public ConsentedPurpose {
      thirdParties = List.copyOf(thirdParties);
    }
  }

  /**
   * One attribute that is held.
   *
   * @param value in words: a label, several, a range, {@code 3 or more}
   * @param provenance declared, observed or inferred
   */
  record HeldAttribute(
      String attribute,
      String value,
      String provenance,
      String purpose,
      String benefit,
      Instant since,
      Optional<Instant> expires) {}

  /** One draw that is kept, such as the variant of an offer. */
  record ShownAssignment(String subject, String choice) {}
}
