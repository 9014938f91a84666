package dev.mien.segments.check;

import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Score;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** The one rule of a scored segment, and its canonical text. */
final class ScoreRule {
  private static final int DECIMALS = 4;

  private ScoreRule() {}

  /**
   * The rule of the segment of this name.
   *
   * @param place how many scores come before it
   */
  static Rule of(String segment, int place, Score score) {
    return new Rule(new RuleName(segment), new Predicate.Scored(place, score), text(score));
  }

  /** All that decides who is in, so that two scores of one text mean the same. */
  private static String text(Score score) {
    String points =
        score.points().stream()
            .map(one -> one.text() + ": " + units(one.amount()))
            .collect(Collectors.joining("; "));
    Score.Calibration calibration = score.calibration();
    return "score "
        + units(score.base())
        + "; "
        + points
        + "; enter "
        + percent(score.enter())
        + (score.leave() == score.enter() ? "" : "; leave " + percent(score.leave()))
        + (calibration.equals(Score.Calibration.NONE)
            ? ""
            : "; slope "
                + Phrases.plain(calibration.slope())
                + "; intercept "
                + Phrases.plain(calibration.intercept()));
  }

  private static String units(int amount) {
    return Phrases.plain(BigDecimal.valueOf(amount, DECIMALS));
  }

  private static String percent(int basisPoints) {
    return Phrases.plain(BigDecimal.valueOf(basisPoints, 2)) + " %";
  }
}
