package dev.mien.engine.bandit;

import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Interval;
import java.util.Locale;

/**
 * The rate at which sessions would have reached the goal, had another policy drawn their arms; or
 * why that cannot be told from what was drawn.
 */
public sealed interface PolicyValue {
  /** The fewest sessions' worth of evidence an estimate is given for. */
  double ENOUGH = 100;

  /** How far the mean weight may be from the 1 it would be without a flaw in the log. */
  double BALANCE = 0.1;

  /** The result in a sentence, without its point. */
  String inWords();

  /** How well the log serves for the question. */
  Support support();

  /**
   * How well the log serves for the question.
   *
   * @param sessions sessions in the log
   * @param effective how many sessions of the policy itself would have told as much
   * @param meanWeight what a session of the log stands for on average: 1, where the policy draws
   *     nothing that the log has not
   * @param greatestWeight what a session stands for at most
   */
  record Support(double sessions, double effective, double meanWeight, double greatestWeight) {}

  /**
   * It can be told.
   *
   * @param ips inverse propensity scoring: free of bias, and wide
   * @param snips the same divided by the mean weight: a small bias, mostly narrower
   * @param robust doubly robust: what is believed of arms, corrected by what it got wrong where it
   *     was tried; the one to read
   */
  record Estimated(Estimate ips, Estimate snips, Estimate robust, Support support)
      implements PolicyValue {
    /** What holds the true rate 95 times of 100. */
    public Interval interval() {
      return robust.interval(0.05).clampedTo(0, 1);
    }

    @Override
    public String inWords() {
      return String.format(
          Locale.ROOT,
          "%.2f %% of sessions (95 %%: %.2f %% to %.2f %%), from %.0f sessions' worth of evidence",
          100 * robust.value(),
          100 * interval().low(),
          100 * interval().high(),
          support.effective());
    }
  }

  /** What was drawn is too unlike what the policy would have drawn. */
  record TooFew(Support support) implements PolicyValue {
    @Override
    public String inWords() {
      return String.format(
          Locale.ROOT,
          "refused: %.0f sessions tell of this policy as much as %.0f of its own would, and %.0f"
              + " are needed. Wait for more sessions, or ask about a policy nearer to the one"
              + " served",
          support.sessions(),
          Math.floor(support.effective()),
          ENOUGH);
    }
  }

  /** Propensities do not fit what was drawn, or the policy draws what was never tried. */
  record OutOfBalance(Support support) implements PolicyValue {
    @Override
    public String inWords() {
      return String.format(
          Locale.ROOT,
          "refused: weights average %.3f and not 1 (%.1f to %.1f is borne). Either the policy draws"
              + " arms that were not drawn, or the propensities in the log are not those that were"
              + " drawn by",
          support.meanWeight(),
          1 - BALANCE,
          1 + BALANCE);
    }
  }
}
