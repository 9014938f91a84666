package dev.mien.engine.session;

import dev.mien.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session was shown, the latest last: of the exposures of one slot, the last is what it
 * shows now. And where it counts in the scores that are watched.
 *
 * @param goalsMark of the goals that places in it are those of, see {@link Vocabulary#goalsMark}; 0
 *     where there is no exposure
 */
public record Exposures(int goalsMark, List<Exposure> all) {
  /** The most that a session keeps; what it is shown beyond is not counted. */
  public static final int MAX = 16;

  public static final Exposures NONE = new Exposures(0, List.of());

  public Exposures {
    all = List.copyOf(all);
    goalsMark = all.isEmpty() ? 0 : goalsMark;
  }

  /** An outcome: goals, by their places, as bits, that are to be counted for an exposure. */
  public record Credit(Exposure exposure, int goals) {}

  /** What goals that were reached come to. */
  public record Credited(Exposures after, List<Credit> credits) {
    public Credited {
      credits = List.copyOf(credits);
    }
  }

  /**
   * Credits goals to what each slot shows now, unless they were credited to something in that slot
   * before; and to where the session counts in the scores that predict them.
   *
   * @param goals their places, as bits
   */
  Credited credit(Vocabulary vocabulary, int goals) {
    // Under other goals nobody knows any more which were counted, so none is.
    if (goals == 0 || all.isEmpty() || goalsMark != vocabulary.goalsMark()) {
      return new Credited(this, List.of());
    }
    List<Exposure> after = new ArrayList<>(all);
    List<Credit> credits = new ArrayList<>();
    for (int i = after.size() - 1; i >= 0; i--) {
      int due = due(vocabulary, i, goals);
      if (due != 0) {
        after.set(i, after.get(i).crediting(due));
        credits.add(new Credit(after.get(i), due));
      }
    }
    return new Credited(new Exposures(goalsMark, after), credits);
  }

  /** Of a watched score, what it predicts; of what a slot shows now, what none there was for. */
  private int due(Vocabulary vocabulary, int place, int goals) {
    Exposure exposure = all.get(place);
    int slot = vocabulary.slotBySubject(exposure.subjectId());
    if (slot < 0) {
      return vocabulary
          .watchedBySubject(exposure.subjectId())
          .map(score -> 1 << score.goal() & goals & ~exposure.credited())
          .orElse(0);
    }
    return isLast(vocabulary, slot, place) ? goals & ~credited(vocabulary, slot) : 0;
  }

  private int credited(Vocabulary vocabulary, int slot) {
    int credited = 0;
    for (Exposure each : all) {
      if (vocabulary.slotBySubject(each.subjectId()) == slot) {
        credited |= each.credited();
      }
    }
    return credited;
  }

  private boolean isLast(Vocabulary vocabulary, int slot, int place) {
    for (int i = place + 1; i < all.size(); i++) {
      if (vocabulary.slotBySubject(all.get(i).subjectId()) == slot) {
        return false;
      }
    }
    return true;
  }

  /** Those of which {@code keep} says so. */
  Exposures only(Keeping keep) {
    boolean whole = true;
    for (int i = 0; i < all.size(); i++) {
      whole &= keep.keeps(all.get(i).subjectId());
    }
    if (whole) {
      return this;
    }
    List<Exposure> kept =
        all.stream().filter(exposure -> keep.keeps(exposure.subjectId())).toList();
    return kept.isEmpty() ? NONE : new Exposures(goalsMark, kept);
  }

  /** Which subjects may still be kept. */
  interface Keeping {
    boolean keeps(int subjectId);
  }
}
