package dev.mien.engine.session;

/**
 * That a session was shown something for the first time, and what was counted of it since. It is
 * kept so that a session counts once for what it was shown, and a goal once for what was shown
 * last.
 *
 * <p>Where a session counts in a watched score is kept as one of kind {@link Kind#VARIANT}.
 *
 * @param subjectId the stable id of the offer as an experiment; of the slot where no offer filled
 *     it, or would have; of a watched score
 * @param variant the place of the variant among those of the offer; 0 where none was shown; of a
 *     watched score the place in its bins
 * @param hours how many hours after that in which the session began it was shown first
 * @param credited the goals that were counted for it, by their places, as bits
 */
public record Exposure(int subjectId, Kind kind, int variant, int hours, int credited) {
  /** What a session was shown. */
  public enum Kind {
    /** A variant of an offer, drawn as variants are; of a bandit, by what was learned. */
    VARIANT,
    /** A variant of an offer that a bandit draws for, drawn by the weights that were written. */
    EXPLORED,
    /** The fallback, for comparison. */
    HELD_OUT,
    /** The fallback, for nothing else was to be shown. */
    FALLBACK
  }

  /** A session that lasts longer counts as one that lasts so long. */
  public static final int HOURS_MAX = 31;

  public Exposure {
    hours = Math.clamp(hours, 0, HOURS_MAX);
  }

  /** Whether this is of the same slot without an offer, shown for the same reason. */
  public boolean isOf(int subjectId, Kind kind) {
    return this.subjectId == subjectId && this.kind == kind;
  }

  Exposure crediting(int goals) {
    return new Exposure(subjectId, kind, variant, hours, credited | goals);
  }
}
