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
 * @param dropped the ids of segments that the visitor does not want to be in, rising; at most
 *     {@value #DROPPED_MAX}
 * @param exposures what was shown, for outcomes to be counted by
 * @param grids where it was counted in grids
 */
public record SessionState(
    Instant startedAt,
    Instant seenAt,
    Instant leasedAt,
    Consent consent,
    List<Held> held,
    List<Assignment> assignments,
    List<Integer> dropped,
    Exposures exposures,
    GridPlaces grids) {
  /** The most segments that one session drops; each takes up to three bytes of every capsule. */
  public static final int DROPPED_MAX = 12;

  public SessionState {
    held = rising(held, Held::attributeId);
    assignments = rising(assignments, Assignment::subjectId);
    dropped = rising(dropped, id -> id);
  }

  /** One that counts in no grid. */
  public SessionState(
      Instant startedAt,
      Instant seenAt,
      Instant leasedAt,
      Consent consent,
      List<Held> held,
      List<Assignment> assignments,
      List<Integer> dropped,
      Exposures exposures) {
    this(
        startedAt,
        seenAt,
        leasedAt,
        consent,
        held,
        assignments,
        dropped,
        exposures,
        GridPlaces.NONE);
  }

  /** One that was shown nothing. */
  public SessionState(
      Instant startedAt,
      Instant seenAt,
      Instant leasedAt,
      Consent consent,
      List<Held> held,
      List<Assignment> assignments,
      List<Integer> dropped) {
    this(startedAt, seenAt, leasedAt, consent, held, assignments, dropped, Exposures.NONE);
  }

  /** One in which no segment is dropped. */
  public SessionState(
      Instant startedAt,
      Instant seenAt,
      Instant leasedAt,
      Consent consent,
      List<Held> held,
      List<Assignment> assignments) {
    this(startedAt, seenAt, leasedAt, consent, held, assignments, List.of());
  }

  /** A session that begins now, with nothing in it. */
  public static SessionState begun(Instant now, Consent consent) {
    return new SessionState(now, now, now, consent, List.of(), List.of());
  }

  /** The same with these assignments. */
  public SessionState with(List<Assignment> drawn) {
    return with(drawn, exposures);
  }

  /** The same with these assignments, and shown this. */
  public SessionState with(List<Assignment> drawn, Exposures shown) {
    return new SessionState(
        startedAt, seenAt, leasedAt, consent, held, drawn, dropped, shown, grids);
  }

  /** The same, shown this. */
  @SuppressWarnings("ReferenceEquality") // mostly nothing new is shown
  public SessionState with(Exposures shown) {
    return shown == exposures ? this : with(assignments, shown);
  }

  /** The same, counted there. */
  @SuppressWarnings("ReferenceEquality") // mostly nothing is counted
  public SessionState with(GridPlaces counted) {
    return counted == grids
        ? this
        : new SessionState(
            startedAt, seenAt, leasedAt, consent, held, assignments, dropped, exposures, counted);
  }

  /** The same with the lease of its half-key running from {@code now}. */
  public SessionState leased(Instant now) {
    return new SessionState(
        startedAt, seenAt, now, consent, held, assignments, dropped, exposures, grids);
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
