package dev.mien.api.fit;

import dev.mien.engine.fit.Refusal;
import dev.mien.engine.statistics.Interval;
import java.util.Locale;

/** Refusals in words, each with what to do. */
final class RefusalWords {
  private RefusalWords() {}

  /** The stable code of a refusal. */
  static String code(Refusal refusal) {
    return switch (refusal) {
      case Refusal.TooFew _ -> "too-few";
      case Refusal.CannotBeTold _ -> "cannot-be-told";
      case Refusal.NoBetterThanBase _ -> "no-better-than-base";
      case Refusal.NotAtItsWord _ -> "not-at-its-word";
      case Refusal.TooGood _ -> "too-good";
      case Refusal.KnownAfterwards _ -> "known-afterwards";
    };
  }

  static String of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.TooFew(var part, long sessions, long positives) ->
          String.format(
              Locale.ROOT,
              "Too few sessions are %s: %,d, of which %,d have the outcome; at least %d with it and"
                  + " %d without are needed. Collect more.",
              part,
              sessions,
              positives,
              Refusal.SESSIONS_MIN,
              Refusal.SESSIONS_MIN);
      case Refusal.CannotBeTold(var auc) -> {
        Interval interval = auc.interval(0.05);
        yield String.format(
            Locale.ROOT,
            "This segment cannot be inferred from these attributes: AUC %.3f (%.3f to %.3f), and"
                + " %.1f is the least. Ask for the segment by a rule, or collect other signals.",
            auc.value(),
            interval.low(),
            interval.high(),
            Refusal.AUC_MIN);
      }
      case Refusal.NoBetterThanBase(double logLoss, double ofBase) ->
          String.format(
              Locale.ROOT,
              "Giving everybody the base rate would be as good: log-loss %.4f, and %.4f for the"
                  + " base rate.",
              logLoss,
              ofBase);
      case Refusal.NotAtItsWord(double ece, double byChance) ->
          String.format(
              Locale.ROOT,
              "Its probabilities cannot be taken at their word: ECE %.4f, and %.2f is the most;"
                  + " chance alone makes about %.4f of so few sessions. %s",
              ece,
              Refusal.ECE_MAX,
              byChance,
              byChance > Refusal.ECE_MAX / 2
                  ? "Hold out more sessions."
                  : "Try pair tables, or look whether the end of the file is like its beginning.");
      case Refusal.TooGood(var column, double next) ->
          String.format(
              Locale.ROOT,
              "'%s' tells too much to be honest: AUC %.3f alone, where the next attribute has %.3f."
                  + " It may be made from the outcome, or known only after it. Leave it out with"
                  + " --without, or vouch for it with --trust.",
              column.column(),
              column.auc(),
              next);
      case Refusal.KnownAfterwards(var column) ->
          String.format(
              Locale.ROOT,
              "'%s' has values that come with the outcome and next to never without it (%.0f %% of"
                  + " the outcome): it is known only afterwards. Leave it out with --without, or"
                  + " vouch for it with --trust.",
              column.column(),
              100 * column.certain());
    };
  }
}
