package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a session is between two requests: everything that is held of it, as an immutable value. It
 * travels with the visitor, sealed in a capsule. Instants are whole seconds.
 *
 * @param startedAt when the session began
 * @param seenAt when the last request of it came
 * @param leasedAt when the cluster was last asked to keep its half-key
 * @param held by attribute id, rising; one each
 * @param assignments by subject id, rising; one each
 */
public record SessionState(
    Instant startedAt,
    Instant seenAt,
    Instant leasedAt,
    Consent consent,
    List<Held> held,
    List<Assignment> assignments) {
  public SessionState {
    held = held.stream().sorted(Comparator.comparingInt(Held::attributeId)).toList();
    assignments =
        assignments.stream().sorted(Comparator.comparingInt(Assignment::subjectId)).toList();
  }

  /** A session that begins now, with nothing in it. */
  public static SessionState begun(Instant now, Consent consent) {
    return new SessionState(now, now, now, consent, List.of(), List.of());
  }

  /** The same with these assignments. */
  public SessionState with(List<Assignment> drawn) {
    return new SessionState(startedAt, seenAt, leasedAt, consent, held, drawn);
  }

  /** The same with the lease of its half-key running from {@code now}. */
  public SessionState leased(Instant now) {
    return new SessionState(startedAt, seenAt, now, consent, held, assignments);
  }
}
