package dev.mien.engine.index;

import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.AllOf;
import dev.mien.segments.model.Predicate.AnyOf;
import dev.mien.segments.model.Predicate.HasAll;
import dev.mien.segments.model.Predicate.HasAny;
import dev.mien.segments.model.Predicate.InSegment;
import dev.mien.segments.model.Predicate.Known;
import dev.mien.segments.model.Predicate.Not;
import dev.mien.segments.model.Predicate.OneOf;
import dev.mien.segments.model.Predicate.Scored;
import dev.mien.segments.model.Score;
import java.util.BitSet;

/**
 * An interpreter that is wrong on purpose: what is not known is false to it, and so {@code not} of
 * that is true. It stands for the mistake that three truth values are there to prevent.
 */
final class TwoValuedInterpreter {
  private final Model model;

  TwoValuedInterpreter(Model model) {
    this.model = model;
  }

  BitSet admitted(Facts facts) {
    BitSet admitted = new BitSet(model.segments().size());
    for (int segment = 0; segment < model.segments().size(); segment++) {
      admitted.set(segment, segment(segment, facts));
    }
    return admitted;
  }

  private boolean segment(int segment, Facts facts) {
    return model.segments().get(segment).rules().stream()
        .anyMatch(rule -> evaluate(rule.predicate(), facts));
  }

  private boolean evaluate(Predicate predicate, Facts facts) {
    return switch (predicate) {
      case AllOf(var parts) -> parts.stream().allMatch(part -> evaluate(part, facts));
      case AnyOf(var parts) -> parts.stream().anyMatch(part -> evaluate(part, facts));
      case Not(var part) -> !evaluate(part, facts);
      case InSegment(int segment) -> segment(segment, facts);
      case Scored(_, Score score) ->
          score.base()
                  + score.points().stream()
                      .mapToLong(one -> evaluate(one.condition(), facts) ? one.amount() : 0)
                      .sum()
              >= score.enterAt();
      case OneOf(int attribute, long codes) ->
          isKnown(facts, attribute) && (codes >>> facts.code(attribute) & 1) != 0;
      case HasAny(int attribute, long labels) ->
          isKnown(facts, attribute) && (facts.labels(attribute) & labels) != 0;
      case HasAll(int attribute, long labels) ->
          isKnown(facts, attribute) && (facts.labels(attribute) & labels) == labels;
      case Known(int attribute) -> isKnown(facts, attribute);
    };
  }

  private static boolean isKnown(Facts facts, int attribute) {
    return facts.standing(attribute) == Standing.KNOWN;
  }
}
