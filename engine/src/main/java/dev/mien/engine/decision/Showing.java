package dev.mien.engine.decision;

import dev.mien.engine.privacy.Permission;
import dev.mien.engine.session.Exposure;
import dev.mien.engine.session.Exposures;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.engine.vocabulary.WatchedScore;
import dev.mien.segments.model.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the slots of one session show while one request of it is decided, and where it counts in
 * watched scores. Nothing is allocated where all of them show what they showed before. For one
 * request and one thread.
 */
public final class Showing {
  private final Vocabulary vocabulary;
  private final Exposures before;
  private final int hours;
  private final Permission permission;
  private @Nullable List<Exposure> changed;
  private List<First> first = List.of();

  /**
   * Something that a session is shown for the first time.
   *
   * @param propensityBasisPoints as of what was {@link Drawn}
   */
  public record First(Exposure exposure, int propensityBasisPoints) {}

  /**
   * @param before what was shown until now
   * @param hours how many hours after that in which the session began it is now
   */
  public Showing(Vocabulary vocabulary, Exposures before, int hours, Permission permission) {
    this.vocabulary = vocabulary;
    this.before = before;
    this.hours = hours;
    this.permission = permission;
  }

  /** The slots of a request without a session, of which nothing is kept. */
  public static Showing nobody(Vocabulary vocabulary) {
    return new Showing(vocabulary, Exposures.NONE, 0, Permission.of(0, 0));
  }

  /**
   * A slot shows this.
   *
   * @param slot its position
   */
  public void show(int slot, Drawn drawn) {
    if (!isCounted(vocabulary.model().slots().get(slot))) {
      return;
    }
    int subject =
        drawn.offer() < 0 ? vocabulary.slotId(slot) : vocabulary.experimentId(slot, drawn.offer());
    List<Exposure> now = changed == null ? before.all() : changed;
    int last = last(now, slot);
    int place = last;
    while (place >= 0 && !isAlike(now.get(place), subject, drawn)) {
      place--;
    }
    boolean full = place < 0 && now.size() == Exposures.MAX;
    if (full || (place >= 0 && place == last)) {
      return;
    }
    List<Exposure> after = changed == null ? new ArrayList<>(now) : changed;
    changed = after;
    if (place >= 0) {
      after.add(after.remove(place));
    } else {
      add(
          after,
          new Exposure(subject, drawn.kind(), drawn.variant(), hours, 0),
          drawn.propensityBasisPoints());
    }
  }

  /** Whether the session is to be counted in a watched score now: it was not, and there is room. */
  public boolean isDue(WatchedScore score) {
    List<Exposure> now = changed == null ? before.all() : changed;
    if ((score.purposes() & ~permission.consented()) != 0 || now.size() == Exposures.MAX) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).subjectId() == score.subject()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The session counts in a watched score.
   *
   * @param place in its bins
   */
  public void count(WatchedScore score, int place) {
    List<Exposure> after = changed == null ? new ArrayList<>(before.all()) : changed;
    changed = after;
    add(after, new Exposure(score.subject(), Exposure.Kind.VARIANT, place, hours, 0), 0);
  }

  // A session counts for the arm of an experiment that it was shown first and for no other, so that
  // what all arms together tell of it is bounded: once for each offer.
  private static boolean isAlike(Exposure exposure, int subject, Drawn drawn) {
    return drawn.offer() < 0
        ? exposure.isOf(subject, drawn.kind())
        : exposure.subjectId() == subject;
  }

  // Of what nobody consented to, or signals decided that nobody consented to, nothing is kept; and
  // a
  // slot without offers has nothing to compare.
  private boolean isCounted(Slot slot) {
    return (slot.purposes() & permission.consented()) != 0
        && (slot.purposes() & permission.contextual()) == 0
        && !slot.offers().isEmpty();
  }

  private int last(List<Exposure> shown, int slot) {
    int last = shown.size() - 1;
    while (last >= 0 && vocabulary.slotBySubject(shown.get(last).subjectId()) != slot) {
      last--;
    }
    return last;
  }

  private void add(List<Exposure> after, Exposure exposure, int propensityBasisPoints) {
    after.add(exposure);
    if (first.isEmpty()) {
      first = new ArrayList<>();
    }
    first.add(new First(exposure, propensityBasisPoints));
  }

  /** What is shown for the first time. */
  public List<First> first() {
    return first;
  }

  /** All that was shown until now, and now. */
  public Exposures after() {
    if (changed == null) {
      return before;
    }
    // Where goals are others now, what was counted of those before stays as it is: uncountable.
    return new Exposures(
        before.all().isEmpty() ? vocabulary.goalsMark() : before.goalsMark(), changed);
  }
}
