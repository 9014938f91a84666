package dev.mien.engine.fit;

import dev.mien.engine.statistics.Estimate;

/** Why a segment is not given what was fitted for it. */
public sealed interface Refusal {
  /** The least sessions with the outcome, and the least without, in either part. */
  int SESSIONS_MIN = 50;

  /** The least area under the curve on sessions held out. */
  double AUC_MIN = 0.6;

  /** The greatest calibration error on sessions held out. */
  double ECE_MAX = 0.03;

  /**
   * There is too little to learn from, or to judge by.
   *
   * @param part {@code fitted} or {@code held out}
   */
  record TooFew(String part, long sessions, long positives) implements Refusal {}

  /** These columns do not tell who will have the outcome: the order is next to a random one. */
  record CannotBeTold(Estimate auc) implements Refusal {}

  /** Saying the base rate of everybody would be as good. */
  record NoBetterThanBase(double logLoss, double ofBase) implements Refusal {}

  /** Its probabilities cannot be taken at their word. */
  record NotAtItsWord(double ece, double byChance) implements Refusal {}

  /**
   * A column tells more than one column of this table could honestly know.
   *
   * @param next the most that an unsuspected column tells
   */
  record TooGood(Alone column, double next) implements Refusal {}

  /** A column has codes that come with the outcome, and next to never without. */
  record KnownAfterwards(Alone column) implements Refusal {}
}
