package dev.mien.engine.explain;

import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.engine.explain.Why.RuleWhy;
import dev.mien.engine.explain.Why.ScoreWhy;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Before;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A score in words: what each of its conditions adds for one session, greatest first. */
record ScoreWords(Model model, Interpreter interpreter, Facts facts) {
  private static final int DECIMALS = 4;
  private static final double BASIS_POINTS = 10_000;

  /** The probability that is needed of this session. */
  static double enough(Predicate.Scored scored, Facts facts) {
    Score score = scored.score();
    boolean stays = facts.before(scored.place()) == Before.IN;
    return (stays ? score.leave() : score.enter()) / BASIS_POINTS;
  }

  RuleWhy rule(Rule rule, Predicate.Scored scored) {
    Score score = scored.score();
    Interpreter.Sum sum = interpreter.sum(score, facts);
    List<PredicateWhy> conditions =
        score.points().stream()
            .map(this::condition)
            .sorted(Comparator.comparingInt(Weighed::rank).reversed())
            .map(Weighed::why)
            .toList();
    ScoreWhy why =
        new ScoreWhy(
            units(score.base()),
            units(sum.least()),
            units(sum.most()),
            score.probability(sum.least()),
            score.probability(sum.most()),
            enough(scored, facts),
            facts.before(scored.place()) == Before.IN);
    return new RuleWhy(
        rule.name().text(),
        rule.text(),
        interpreter.evaluate(scored, facts),
        conditions,
        Optional.of(why));
  }

  /**
   * A condition.
   *
   * @param rank what counts comes before what does not, and among each the greatest first
   */
  private record Weighed(PredicateWhy why, int rank) {}

  private Weighed condition(Score.Points points) {
    Truth truth = interpreter.evaluate(points.condition(), facts);
    PredicateWhy why =
        new PredicateWhy(points.text(), truth, actual(points), Optional.of(units(points.amount())));
    int size = Math.abs(points.amount());
    return new Weighed(why, isCounted(points, truth) ? size : size - Integer.MAX_VALUE);
  }

  /** Whether it adds its points, or could if all were permitted. */
  private boolean isCounted(Score.Points points, Truth truth) {
    boolean open =
        points.attributes().stream().anyMatch(at -> facts.standing(at) == Standing.WITHHELD);
    return truth.admits() || (truth == Truth.UNKNOWN && open);
  }

  private String actual(Score.Points points) {
    return points.attributes().stream()
        .mapToObj(at -> Words.actual(model.schema().attributes().get(at), at, facts))
        .collect(Collectors.joining("; "));
  }

  private static BigDecimal units(long amount) {
    return amount == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(amount, DECIMALS).stripTrailingZeros();
  }
}
