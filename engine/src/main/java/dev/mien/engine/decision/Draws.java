package dev.mien.engine.decision;

import dev.mien.engine.session.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * The assignments of one session while one request of it is decided: what was drawn before is
 * looked up, what is drawn anew is added. For one request and one thread.
 */
public final class Draws {
  /**
   * The most assignments a session keeps: they share the capsule with everything else. Beyond, a
   * draw holds for its own request only.
   */
  public static final int KEPT_MAX = 48;

  private final List<Assignment> kept;
  private final int keptMax;

  private Draws(List<Assignment> kept, int keptMax) {
    this.kept = new ArrayList<>(kept);
    this.keptMax = keptMax;
  }

  /** The draws of a session that brought {@code assignments}. */
  public static Draws of(List<Assignment> assignments) {
    return new Draws(assignments, KEPT_MAX);
  }

  /** The draws of a request without a session: none is kept. */
  public static Draws passing() {
    return new Draws(List.of(), 0);
  }

  /** Whether draws outlive the request. */
  public boolean areKept() {
    return keptMax > 0;
  }

  /** What was drawn for {@code subjectId}, drawing it now if it never was. */
  int choice(int subjectId, IntSupplier draw) {
    OptionalInt before = earlier(subjectId);
    if (before.isPresent()) {
      return before.getAsInt();
    }
    int choice = draw.getAsInt();
    if (kept.size() < keptMax) {
      kept.add(new Assignment(subjectId, choice));
    }
    return choice;
  }

  /** What was drawn for {@code subjectId} no longer exists; the next draw replaces it. */
  void forget(int subjectId) {
    kept.removeIf(assignment -> assignment.subjectId() == subjectId);
  }

  OptionalInt earlier(int subjectId) {
    for (Assignment assignment : kept) {
      if (assignment.subjectId() == subjectId) {
        return OptionalInt.of(assignment.choice());
      }
    }
    return OptionalInt.empty();
  }

  /** All that the session keeps from now on. */
  public List<Assignment> kept() {
    return List.copyOf(kept);
  }
}
