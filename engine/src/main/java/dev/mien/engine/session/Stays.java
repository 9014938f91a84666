package dev.mien.engine.session;

import dev.mien.engine.vocabulary.ScoredSegment;
import dev.mien.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a session remembers of the scored segments it was in: an assignment for each that is easier
 * to stay in than to get into, by the id of the segment. It takes four bytes of a capsule, five at
 * the most.
 */
public final class Stays {
  /** The choice of an assignment that says that the session is in. */
  public static final int IN = 1;

  private Stays() {}

  /**
   * The assignments that the session keeps: those it has, but of scored segments those that hold.
   *
   * @param holds by position, which segments hold now; those that the visitor dropped do not
   * @param most how many assignments a session keeps
   */
  public static List<Assignment> kept(
      Vocabulary vocabulary, List<Assignment> assignments, IntPredicate holds, int most) {
    List<ScoredSegment> scored = vocabulary.scoredSegments();
    if (scored.isEmpty()) {
      return assignments;
    }
    List<Assignment> kept = new ArrayList<>(assignments.size() + scored.size());
    for (Assignment one : assignments) {
      if (vocabulary.scoredSegment(one.subjectId()).isEmpty()) {
        kept.add(one);
      }
    }
    for (ScoredSegment one : scored) {
      if (one.remembers() && kept.size() < most && holds.test(one.segment())) {
        kept.add(new Assignment(one.id(), IN));
      }
    }
    return kept;
  }

  /** Whether an assignment says that the session is in a scored segment that is among these. */
  static boolean isIn(Vocabulary vocabulary, Assignment assignment, BitSet segments) {
    return vocabulary
        .scoredSegment(assignment.subjectId())
        .filter(scored -> segments.get(scored.segment()))
        .isPresent();
  }

  /**
   * Whether an assignment says that the session is in a segment that asks under no such purpose.
   */
  static boolean isIn(Vocabulary vocabulary, Assignment assignment, long endedPurposes) {
    return vocabulary
        .scoredSegment(assignment.subjectId())
        .filter(scored -> scored.remembers() && (scored.purposes() & endedPurposes) == 0)
        .isPresent();
  }
}
