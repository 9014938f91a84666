package dev.mien.api.fit;

import dev.mien.api.replay.Gathered;
import dev.mien.engine.fit.Drift;
import dev.mien.engine.fit.Fitting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a fit has to tell.
 *
 * @param segment its name
 * @param outcome the column it was fitted to
 * @param gathered what was read
 * @param parts how many sessions each part has
 * @param leftOut what was not used as a column, and why
 * @param written what was fitted, as it is written; none where it is refused
 * @param thresholds what would be in the segment from several probabilities on, of the sessions
 *     held out
 * @param drift from the first rows of the file to the last; none where either are too few
 */
public record FitReport(
    String segment,
    String outcome,
    Gathered gathered,
    Parts parts,
    List<LeftOut> leftOut,
    Fitting fitting,
    Optional<Written> written,
    List<Threshold> thresholds,
    Optional<Drift> drift) {
  public FitReport {
    leftOut = List.copyOf(leftOut);
    thresholds = List.copyOf(thresholds);
  }

  /** How many sessions were fitted, brought to level on, and held out. */
  public record Parts(Part fitted, Part calibrating, Part heldOut) {}

  /** How many sessions there were, and how many of them with the outcome. */
  public record Part(long sessions, long positives) {}

  /** An attribute that was not used, and why in words. */
  public record LeftOut(String attribute, String why) {}

  /**
   * A score as it is written.
   *
   * @param enter in per cent
   * @param leave in per cent
   */
  public record Written(
      BigDecimal base, SequencedMap<String, BigDecimal> points, int enter, int leave) {}

  /**
   * What a segment from a probability on would hold.
   *
   * @param percent the probability
   * @param in the sessions in it
   * @param right those of them with the outcome
   * @param all the sessions with the outcome
   * @param chosen whether it is the one that is written
   */
  public record Threshold(int percent, long in, long right, long all, boolean chosen) {
    /** The share of sessions in it that have the outcome; 0 where there are none. */
    public double precision() {
      return in == 0 ? 0 : right / (double) in;
    }

    /** The share of sessions with the outcome that are in it. */
    public double recall() {
      return right / (double) all;
    }
  }
}
