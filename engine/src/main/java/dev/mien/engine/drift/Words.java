package dev.mien.engine.drift;

import dev.mien.engine.drift.ScoreReadout.Shape;
import dev.mien.engine.drift.ScoreReadout.Verdict;
import dev.mien.engine.statistics.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A read-out in sentences: the verdict, what moved, and what to do. */
final class Words {
  private Words() {}

  static List<String> of(ScoreReadout read) {
    List<String> words = new ArrayList<>();
    words.add(verdict(read));
    if (read.verdict() != Verdict.TOO_FEW) {
      read.stability().ifPresent(index -> words.add(stability(index)));
      words.add(next(read));
    }
    return words;
  }

  private static String verdict(ScoreReadout read) {
    String goal = read.of().goal();
    String figure = said("%.2f (%.2f to %.2f)", read) + " of what the score says";
    return switch (read.verdict()) {
      case TOO_FEW ->
          "Too early: fewer than ten sessions were expected to reach " + goal + " in these hours.";
      case UNSURE -> "Not sure: sessions reach " + goal + " " + figure + ", which may be chance.";
      case HOLDS -> "It holds: sessions reach " + goal + " " + figure + ".";
      case MORE ->
          "It has drifted: sessions reach " + goal + " more often than it says, " + figure + ".";
      case LESS ->
          "It has drifted: sessions reach " + goal + " less often than it says, " + figure + ".";
    };
  }

  private static String said(String form, ScoreReadout read) {
    return String.format(
        Locale.ROOT,
        form,
        read.observedByExpected().value(),
        read.interval().low(),
        read.interval().high());
  }

  private static String stability(double index) {
    return String.format(
        Locale.ROOT,
        "Its probabilities are spread %s (PSI %.3f).",
        index < Drift.WARNING
            ? "as they were before"
            : "otherwise than before: other sessions come",
        index);
  }

  private static String next(ScoreReadout read) {
    String segment = read.of().segment();
    if (read.shape() == Shape.BENT) {
      return "Fit '"
          + segment
          + "' anew with 'mien fit': what came differs from bin to bin, and no other intercept"
          + " makes up for that.";
    }
    return switch (read.verdict()) {
      case MORE, LESS ->
          "Set calibration.intercept of '"
              + segment
              + "' to "
              + read.intercept().toPlainString()
              + "; it is "
              + read.of().intercept().stripTrailingZeros().toPlainString()
              + ", at a slope of "
              + read.of().slope().stripTrailingZeros().toPlainString()
              + ". As many would then have been expected as came. 'enter' and 'leave' stay as they"
              + " are written, so "
              + (read.verdict() == Verdict.MORE ? "more" : "fewer")
              + " sessions will be in the segment. If it drifts again, fit it anew.";
      case UNSURE -> "Look again with more hours.";
      case HOLDS, TOO_FEW -> "There is nothing to do.";
    };
  }
}
