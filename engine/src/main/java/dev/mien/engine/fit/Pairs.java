package dev.mien.engine.fit;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Scorecards with pair tables: the mean of several boostings, each of which leaves other sessions
 * out and stops when it serves these no better. Where there may be fewer pairs than were of use,
 * the most telling are kept and boosted anew.
 *
 * <p>Boosting starts from the base rate. To start from weights of evidence was tried and dropped:
 * these fit their own sessions a little too well, which hides what pairs could add (Online Shoppers
 * without page values: AUC 0.768 instead of 0.780).
 */
final class Pairs {
  private static final double HELD_OUT = 0.15;

  private final Patterns patterns;
  private final Scorecard start;
  private final PairRules rules;

  /**
   * How pairs are found.
   *
   * @param most how many pair tables there may be
   * @param bags how many boostings the result is the mean of
   */
  record PairRules(int most, int bags, Boosting.Rules boosting, long seed) {}

  private Pairs(Patterns patterns, Scorecard start, PairRules rules) {
    this.patterns = patterns;
    this.start = start;
    this.rules = rules;
  }

  /** The scorecard of {@code patterns}. */
  static Scorecard fit(Patterns patterns, PairRules rules, DoubleConsumer progress) {
    Pairs pairs = new Pairs(patterns, Scorecard.constant(patterns), rules);
    // To choose, half as many will do.
    Scorecard all =
        pairs.boosted((_, _) -> true, (rules.bags() + 1) / 2, done -> progress.accept(done / 2));
    int columns = patterns.columns().size();
    BitSet kept = new BitSet();
    for (PairTable pair : all.pairs().stream().limit(rules.most()).toList()) {
      kept.set(pair.first() * columns + pair.second());
    }
    return pairs.boosted(
        (first, second) -> kept.get(first * columns + second),
        rules.bags(),
        done -> progress.accept(0.5 + done / 2));
  }

  private Scorecard boosted(Boosting.Allowed allowed, int bags, DoubleConsumer progress) {
    Tables tables = new Tables(patterns, start);
    for (int bag = 0; bag < bags; bag++) {
      long seed = rules.seed() + bag;
      Patterns.Parts parts = patterns.split(HELD_OUT, new SplittableRandom(seed));
      List<Boosting.Tree> trees =
          Boosting.fit(
              known(parts.fitted()), known(parts.heldOut()), allowed, rules.boosting(), seed);
      for (Boosting.Tree tree : trees) {
        tables.add(tree, 1.0 / bags);
      }
      progress.accept((bag + 1.0) / bags);
    }
    return tables.scorecard();
  }

  private Boosting.Known known(Patterns some) {
    return new Boosting.Known(some, start.logits(some));
  }
}
