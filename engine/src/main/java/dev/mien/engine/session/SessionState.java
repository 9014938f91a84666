package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

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
    held = rising(held, Held::attributeId);
    assignments = rising(assignments, Assignment::subjectId);
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

  // A state is made twice for each request, and nearly always in order already.
  private static <T> List<T> rising(List<T> given, ToIntFunction<T> id) {
    for (int i = 1; i < given.size(); i++) {
      if (id.applyAsInt(given.get(i - 1)) > id.applyAsInt(given.get(i))) {
        return given.stream().sorted(Comparator.comparingInt(id)).toList();
      }
    }
    return List.copyOf(given);
  }
}
