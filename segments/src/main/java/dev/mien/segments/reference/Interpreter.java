package dev.mien.segments.reference;

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
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Truth;
import java.util.BitSet;

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

  private static Truth ifKnown(Facts facts, int attribute, boolean holds) {
    return facts.standing(attribute) == Standing.KNOWN ? Truth.of(holds) : Truth.UNKNOWN;
  }
}
