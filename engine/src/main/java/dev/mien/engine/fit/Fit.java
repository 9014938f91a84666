package dev.mien.engine.fit;

import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.Platt;
import dev.mien.engine.statistics.Scores;
import dev.mien.engine.statistics.Tails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * Fits scorecards, and refuses what should not be used.
 *
 * <p>Without pairs, a logistic regression in which each column has one weight, that of its evidence
 * for the outcome. With pairs, a boosting that ends in tables as well. The same patterns give the
 * same scorecard, to the last bit.
 */
public final class Fit {
  /** From here on a column is looked at closely. */
  private static final double SUSPECT_AUC = 0.8;

  /** How much further from a half a suspect may be than the best column that is none. */
  private static final double SUSPECT_RATIO = 1.5;

  private static final double CERTAIN_MIN = 0.1;

  // Of the squared weights, which are about 1 where columns tell nothing of each other.
  private static final double PENALTY = 1;

  // Two figures are fitted; the level is kept unless chance alone is next to out of the question.
  private static final double CALIBRATION_ALPHA = 0.01;

  private Fit() {}

  /**
   * How to fit.
   *
   * @param pairs how many pair tables there may be; 0 makes a plain scorecard
   * @param bags how many boostings pair tables are the mean of
   * @param trusted columns that may tell as much as they do, in the opinion of a person
   * @param seed of what is drawn on the way
   */
  public record Rules(int pairs, int bags, Set<String> trusted, long seed) {
    public static final int BAGS = 8;

    public Rules {
      trusted = Set.copyOf(trusted);
    }

    /** A plain scorecard, nobody being trusted. */
    public static Rules plain() {
      return new Rules(0, BAGS, Set.of(), 1);
    }

    public Rules withPairs(int most) {
      return new Rules(most, bags, trusted, seed);
    }

    public Rules trusting(Set<String> columns) {
      return new Rules(pairs, bags, columns, seed);
    }
  }

  /** Fits, judges, and refuses or not. */
  public static Fitting of(Sets sets, Rules rules) {
    return of(sets, rules, Simplifying.NONE, _ -> {});
  }

  /**
   * Fits, judges, and refuses or not.
   *
   * @param simplifying what is made of a scorecard before it is calibrated and judged, such as what
   *     rounds its points
   * @param progress is told the share that is done, now and then
   */
  public static Fitting of(
      Sets sets, Rules rules, Simplifying simplifying, DoubleConsumer progress) {
    List<Refusal> few = tooFew(sets);
    if (!few.isEmpty()) {
      return new Fitting.Refused(few, Optional.empty(), List.of());
    }
    List<Alone> columns = Alone.of(sets.fitted(), sets.heldOut());
    List<Refusal> reasons = new ArrayList<>(leaks(columns, rules.trusted()));
    Levelled levelled = levelled(sets, rules, simplifying, progress);
    Evaluation evaluation = Evaluation.of(levelled.logits(sets.heldOut()), sets.heldOut());
    reasons.addAll(weaknesses(evaluation));
    return reasons.isEmpty()
        ? new Fitting.Fitted(levelled, evaluation, columns)
        : new Fitting.Refused(reasons, Optional.of(evaluation), columns);
  }

  /** Fits, without judging. Both parts have sessions with the outcome and without. */
  public static Levelled levelled(
      Sets sets, Rules rules, Simplifying simplifying, DoubleConsumer progress) {
    Scorecard card = simplifying.of(card(sets.fitted(), rules, progress), sets.fitted());
    return new Levelled(card, calibration(card, sets.calibrating()));
  }

  /** What is made of a scorecard before it is judged. */
  public interface Simplifying {
    Simplifying NONE = (card, _) -> card;

    Scorecard of(Scorecard card, Patterns fitted);
  }

  private static Scorecard card(Patterns patterns, Rules rules, DoubleConsumer progress) {
    Groups groups = Groups.of(patterns);
    Patterns grouped = groups.grouped(patterns);
    Scorecard card =
        rules.pairs() == 0
            ? WeightsOfEvidence.scorecard(grouped, PENALTY)
            : Pairs.fit(
                grouped,
                new Pairs.PairRules(
                    rules.pairs(), rules.bags(), Boosting.Rules.STANDARD, rules.seed()),
                progress);
    return groups.ungrouped(card);
  }

  private static List<Refusal> tooFew(Sets sets) {
    List<Refusal> few = new ArrayList<>();
    tooFew("fitted", sets.fitted()).ifPresent(few::add);
    tooFew("held out", sets.heldOut()).ifPresent(few::add);
    return few;
  }

  private static Optional<Refusal> tooFew(String part, Patterns patterns) {
    long positives = patterns.positives();
    long least = Math.min(positives, patterns.sessions() - positives);
    return least < Refusal.SESSIONS_MIN
        ? Optional.of(new Refusal.TooFew(part, patterns.sessions(), positives))
        : Optional.empty();
  }

  /** Columns that know more than they should. */
  private static List<Refusal> leaks(List<Alone> columns, Set<String> trusted) {
    double next =
        columns.stream().mapToDouble(Alone::auc).filter(auc -> auc < SUSPECT_AUC).max().orElse(0.5);
    List<Refusal> leaks = new ArrayList<>();
    for (Alone column : columns) {
      if (trusted.contains(column.column())) {
        continue;
      }
      if (column.certain() >= CERTAIN_MIN) {
        leaks.add(new Refusal.KnownAfterwards(column));
      } else if (column.auc() >= SUSPECT_AUC
          && column.auc() - 0.5 >= SUSPECT_RATIO * (next - 0.5)) {
        leaks.add(new Refusal.TooGood(column, next));
      }
    }
    return leaks;
  }

  private static List<Refusal> weaknesses(Evaluation evaluation) {
    List<Refusal> reasons = new ArrayList<>();
    double logLoss = evaluation.calibration().logLoss().value();
    if (evaluation.ranking().auc().value() < Refusal.AUC_MIN) {
      reasons.add(new Refusal.CannotBeTold(evaluation.ranking().auc()));
    }
    if (logLoss >= evaluation.logLossOfBase()) {
      reasons.add(new Refusal.NoBetterThanBase(logLoss, evaluation.logLossOfBase()));
    }
    if (evaluation.calibration().ece() > Refusal.ECE_MAX) {
      reasons.add(
          new Refusal.NotAtItsWord(evaluation.calibration().ece(), evaluation.eceByChance()));
    }
    return reasons;
  }

  /** None where there is too little to tell, or the level is right as it is. */
  private static Optional<Platt> calibration(Scorecard card, Patterns patterns) {
    if (patterns.sessions() < Sets.CALIBRATING_MIN
        || patterns.positives() < Sets.CALIBRATING_POSITIVES_MIN) {
      return Optional.empty();
    }
    double[] logits = card.logits(patterns);
    double[] positives = new double[logits.length];
    double[] negatives = new double[logits.length];
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      positives[i] = patterns.positives(i);
      negatives[i] = patterns.sessions(i) - positives[i];
      loss +=
          positives[i] * Logistic.softplus(-logits[i])
              + negatives[i] * Logistic.softplus(logits[i]);
    }
    double[] probabilities = Arrays.stream(logits).map(Logistic::sigmoid).toArray();
    double asItIs = loss;
    return Platt.fit(Scores.of(probabilities, positives, negatives))
        .filter(platt -> Tails.chiSquare(2 * (asItIs - platt.loss()), 2) < CALIBRATION_ALPHA);
  }
}
