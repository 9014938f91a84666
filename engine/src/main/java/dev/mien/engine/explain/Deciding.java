package dev.mien.engine.explain;

import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What settles whether a session is in a segment: of all its predicates the few that the answer
 * hangs on.
 *
 * <p>Of alternatives one that holds is enough; where none does, the one of which the fewest
 * predicates fail is named, since that is the one an author would mend. Segments that are referred
 * to are looked into, and negations are moved to the predicates, so that whatever is named speaks
 * for the segment if it holds and against it if not. Made for one session's facts; one thread.
 */
public final class Deciding {
  private final Model model;
  private final Leaves leaves;

  public Deciding(Model model, Facts facts) {
    this.model = model;
    this.leaves = new Leaves(model, new Interpreter(model), facts, new BitSet());
  }

  /** Whether a predicate is asked for as it is, or for its opposite. */
  private enum Sense {
    AS_IT_IS,
    NEGATED;

    Sense other() {
      return this == AS_IT_IS ? NEGATED : AS_IT_IS;
    }
  }

  /**
   * How a part came out.
   *
   * @param failing how many predicates do not hold that would have to
   */
  private record Settled(Truth truth, int failing, List<PredicateWhy> by) {}

  /** The segment at a position of the model. */
  public Decided segment(int position) {
    return segment(model.segments().get(position));
  }

  /** A segment that refers to those of the model; it need not be one of them. */
  public Decided segment(Segment segment) {
    Settled settled = any(predicates(segment), Sense.AS_IT_IS);
    return new Decided(settled.truth(), settled.by());
  }

  private static List<Predicate> predicates(Segment segment) {
    return segment.rules().stream().map(Rule::predicate).toList();
  }

  private Settled settled(Predicate predicate, Sense sense) {
    return switch (predicate) {
      case Predicate.AllOf(var parts) ->
          sense == Sense.AS_IT_IS ? all(parts, sense) : any(parts, sense);
      case Predicate.AnyOf(var parts) ->
          sense == Sense.AS_IT_IS ? any(parts, sense) : all(parts, sense);
      case Predicate.Not(var part) -> settled(part, sense.other());
      case Predicate.InSegment(int segment) -> {
        List<Predicate> rules = predicates(model.segments().get(segment));
        yield sense == Sense.AS_IT_IS ? any(rules, sense) : all(rules, sense);
      }
      case Predicate.OneOf _,
          Predicate.HasAny _,
          Predicate.HasAll _,
          Predicate.Known _,
          Predicate.Scored _ -> {
        PredicateWhy why =
            leaves.of(sense == Sense.AS_IT_IS ? predicate : new Predicate.Not(predicate));
        yield new Settled(why.truth(), why.truth().admits() ? 0 : 1, List.of(why));
      }
    };
  }

  private Settled all(List<Predicate> parts, Sense sense) {
    List<Settled> settled = parts.stream().map(part -> settled(part, sense)).toList();
    Truth truth = settled.stream().map(Settled::truth).reduce(Truth.TRUE, Truth::and);
    List<PredicateWhy> by = new ArrayList<>();
    int failing = 0;
    for (Settled part : settled) {
      failing += part.failing();
      if (part.truth() == truth) {
        by.addAll(part.by());
      }
    }
    return new Settled(truth, failing, by);
  }

  private Settled any(List<Predicate> parts, Sense sense) {
    List<Settled> settled = parts.stream().map(part -> settled(part, sense)).toList();
    Truth truth = settled.stream().map(Settled::truth).reduce(Truth.FALSE, Truth::or);
    Settled nearest = settled.getFirst();
    for (Settled part : settled) {
      boolean nearer = nearest.truth() != truth || part.failing() < nearest.failing();
      if (part.truth() == truth && nearer) {
        nearest = part;
      }
    }
    return new Settled(truth, nearest.failing(), nearest.by());
  }
}
