package dev.mien.segments.reference;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Before;
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
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Score.Points;
import dev.mien.segments.model.Truth;
import java.util.BitSet;
import java.util.List;

/** What predicates and segments mean. */
public final class Interpreter {
  private final Model model;

  public Interpreter(Model model) {
    this.model = model;
  }

  /** The positions of the segments that admit these facts. */
  public BitSet admitted(Facts facts) {
    BitSet admitted = new BitSet(model.segments().size());
    for (int segment = 0; segment < model.segments().size(); segment++) {
      admitted.set(segment, segment(segment, facts).admits());
    }
    return admitted;
  }

  /** A segment holds if any of its rules does. */
  public Truth segment(int segment, Facts facts) {
    Truth truth = Truth.FALSE;
    for (Rule rule : model.segments().get(segment).rules()) {
      truth = truth.or(evaluate(rule.predicate(), facts));
    }
    return truth;
  }

  public Truth evaluate(Predicate predicate, Facts facts) {
    return switch (predicate) {
      case AllOf(var parts) -> {
        Truth truth = Truth.TRUE;
        for (Predicate part : parts) {
          truth = truth.and(evaluate(part, facts));
        }
        yield truth;
      }
      case AnyOf(var parts) -> {
        Truth truth = Truth.FALSE;
        for (Predicate part : parts) {
          truth = truth.or(evaluate(part, facts));
        }
        yield truth;
      }
      case Not(var part) -> evaluate(part, facts).negated();
      case InSegment(int segment) -> segment(segment, facts);
      case Scored(int place, Score score) -> enough(score, sum(score, facts), facts.before(place));
      case OneOf(int attribute, long codes) ->
          ifKnown(facts, attribute, (codes >>> facts.code(attribute) & 1) != 0);
      case HasAny(int attribute, long labels) ->
          ifKnown(facts, attribute, (facts.labels(attribute) & labels) != 0);
      case HasAll(int attribute, long labels) ->
          ifKnown(facts, attribute, (facts.labels(attribute) & labels) == labels);
      case Known(int attribute) ->
          switch (facts.standing(attribute)) {
            case KNOWN -> Truth.TRUE;
            case MISSING -> Truth.FALSE;
            case WITHHELD -> Truth.UNKNOWN;
          };
    };
  }

  /**
   * The least and the greatest sum of points that withheld facts leave open; where nothing is
   * withheld, both are the sum.
   */
  public Sum sum(Score score, Facts facts) {
    long least = score.base();
    long most = score.base();
    for (List<Points> group : score.groups()) {
      Sum added = sum(group, facts, 0);
      least += added.least();
      most += added.most();
    }
    return new Sum(least, most);
  }

  /** What is known of a sum of points. */
  public record Sum(long least, long most) {}

  private Sum sum(List<Points> group, Facts facts, int from) {
    int withheld = from;
    while (withheld < facts.size() && !isOpen(group, facts, withheld)) {
      withheld++;
    }
    if (withheld == facts.size()) {
      long sum = 0;
      for (Points one : group) {
        sum += evaluate(one.condition(), facts) == Truth.TRUE ? one.amount() : 0;
      }
      return new Sum(sum, sum);
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (Facts supposed : Supposed.each(facts, withheld, attribute(withheld), group)) {
      Sum sum = sum(group, supposed, withheld + 1);
      least = Math.min(least, sum.least());
      most = Math.max(most, sum.most());
    }
    return new Sum(least, most);
  }

  private static boolean isOpen(List<Points> group, Facts facts, int attribute) {
    return facts.standing(attribute) == Standing.WITHHELD
        && group.getFirst().attributes().get(attribute);
  }

  private Attribute attribute(int position) {
    return model.schema().attributes().get(position);
  }

  /** Enough is less for who was in. Where nobody may ask who was, it has to be so for both. */
  private static Truth enough(Score score, Sum sum, Before before) {
    long wanted = before == Before.IN ? score.leaveAt() : score.enterAt();
    long tolerated = before == Before.OUT ? score.enterAt() : score.leaveAt();
    if (sum.least() >= wanted) {
      return Truth.TRUE;
    }
    return sum.most() < tolerated ? Truth.FALSE : Truth.UNKNOWN;
  }

  private static Truth ifKnown(Facts facts, int attribute, boolean holds) {
    return facts.standing(attribute) == Standing.KNOWN ? Truth.of(holds) : Truth.UNKNOWN;
  }
}
