package dev.mien.engine.experiment;

import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Interval;
import java.util.Optional;

/**
 * One arm against another.
 *
 * @param segment none where all segments are taken together
 * @param sessions of both arms
 * @param difference of the rates, with the design effect and noise in its error
 * @param lift the difference by the rate of {@code against}; its interval is for one look
 * @param once the interval of the difference if it is looked at once, as was planned
 * @param p if it is looked at once
 * @param adjusted the same among all comparisons of the read-out, for the share of false ones
 * @param always the interval of the difference that holds at all looks together
 * @param alwaysP of this look, whenever it is taken. The least of all looks would be valid too, if
 *     they began with the same hour; but it would go on telling of a difference that has gone
 * @param alwaysAdjusted the same among all comparisons of the read-out
 * @param bound what the looks that were planned say
 * @param chance that the arm is better, as is believed where all rates were as likely before
 * @param shrunk the lift drawn towards that of all segments, by what of its distance is noise
 */
public record Comparison(
    Optional<String> segment,
    String variant,
    String against,
    double sessions,
    Estimate difference,
    Estimate lift,
    Interval once,
    double p,
    double adjusted,
    Interval always,
    double alwaysP,
    double alwaysAdjusted,
    Optional<Bound> bound,
    double chance,
    Optional<Estimate> shrunk,
    Verdict verdict) {

  /**
   * At a look that was planned.
   *
   * @param z how many standard errors the difference is away from zero
   * @param bound how many it must be
   */
  public record Bound(double z, double bound) {
    public boolean crossed() {
      return Math.abs(z) >= bound;
    }
  }

  /** How sure it is. */
  public enum Verdict {
    /** Sessions did not arrive as planned: nothing is to be read from it. */
    MISMATCH("not-as-planned"),
    /** There are not enough sessions for any method. */
    TOO_FEW("too-few"),
    /** Whenever and however often it is looked at. */
    BETTER("better"),
    WORSE("worse"),
    /** If this is the one look that was planned, or one of those that were. */
    BETTER_AS_PLANNED("better-as-planned"),
    WORSE_AS_PLANNED("worse-as-planned"),
    UNSURE("unsure");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
