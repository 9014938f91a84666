package dev.mien.engine.explain;

import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.engine.explain.Why.RuleWhy;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Explains decisions by replaying the reference interpreter over the facts they were made from.
 * Made for one session's facts; one thread.
 */
public final class Explainer {
  private static final String DROPPED =
      "the visitor dropped this segment, or one that it is built on, for this session";

  private final Program program;
  private final Model model;
  private final Interpreter interpreter;
  private final Facts facts;
  private final BitSet dropped;
  private final Leaves leaves;
  private final List<Predicate.Scored> scores;

  /**
   * Explains one session.
   *
   * @param dropped the positions of the segments that do not hold in it, whatever the facts are
   */
  public Explainer(Program program, Facts facts, BitSet dropped) {
    this.program = program;
    this.model = program.model();
    this.interpreter = new Interpreter(model);
    this.facts = facts;
    this.dropped = dropped;
    this.scores = model.scores();
    this.leaves = new Leaves(model, interpreter, facts, dropped);
  }

  /**
   * Why a slot shows what it shows.
   *
   * @param driving the position of the segment that drove a match
   * @param dropped the position of the segment whose crowd was too small
   */
  public Why slot(Slot slot, OptionalInt driving, OptionalInt dropped, Instant now) {
    return new Why(explained(driving), nearestMiss(slot, now).map(this::segment), named(dropped));
  }

  private Optional<SegmentWhy> explained(OptionalInt position) {
    return position.isPresent() ? Optional.of(segment(position.getAsInt())) : Optional.empty();
  }

  private Optional<String> named(OptionalInt position) {
    return position.isPresent()
        ? Optional.of(model.segments().get(position.getAsInt()).name().text())
        : Optional.empty();
  }

  /** How one segment came out, rule by rule. */
  public SegmentWhy segment(int position) {
    Segment segment = model.segments().get(position);
    return new SegmentWhy(
        segment.name().text(),
        segment.title(),
        dropped.get(position) ? Truth.UNKNOWN : interpreter.segment(position, facts),
        segment.rules().stream().map(this::rule).toList(),
        dropped.get(position) ? Optional.of(DROPPED) : Optional.empty());
  }

  /** How one segment came out, without its rules. */
  public SegmentWhy heading(int position) {
    Segment segment = model.segments().get(position);
    return new SegmentWhy(
        segment.name().text(),
        segment.title(),
        dropped.get(position) ? Truth.UNKNOWN : interpreter.segment(position, facts),
        List.of(),
        Optional.empty());
  }

  private RuleWhy rule(Rule rule) {
    if (rule.predicate() instanceof Predicate.Scored scored) {
      return new ScoreWords(model, interpreter, facts).rule(rule, scored);
    }
    List<PredicateWhy> predicates = new ArrayList<>();
    collect(rule.predicate(), predicates);
    return new RuleWhy(
        rule.name().text(), rule.text(), interpreter.evaluate(rule.predicate(), facts), predicates);
  }

  // The leaves in the order they were written; a negated leaf is one leaf, in negated words.
  private void collect(Predicate predicate, List<PredicateWhy> into) {
    switch (predicate) {
      case Predicate.AllOf(var parts) -> parts.forEach(part -> collect(part, into));
      case Predicate.AnyOf(var parts) -> parts.forEach(part -> collect(part, into));
      case Predicate.Not(var part) -> {
        if (part instanceof Predicate.AllOf || part instanceof Predicate.AnyOf) {
          collect(part, into);
        } else if (part instanceof Predicate.Not(var twice)) {
          collect(twice, into);
        } else {
          into.add(leaves.of(predicate));
        }
      }
      case Predicate.OneOf _,
          Predicate.HasAny _,
          Predicate.HasAll _,
          Predicate.Known _,
          Predicate.InSegment _,
          Predicate.Scored _ ->
          into.add(leaves.of(predicate));
    }
  }

  /**
   * The audience, among the offers that are on and did not match, of which the fewest conditions
   * fail; of several the one whose offer is asked first.
   */
  private Optional<Integer> nearestMiss(Slot slot, Instant now) {
    int nearest = -1;
    int fewest = Integer.MAX_VALUE;
    for (Offer offer : slot.offers()) {
      int failures = dropped.get(offer.audience()) ? 0 : failures(offer.audience());
      if (failures > 0 && failures < fewest && offer.schedule().isOn(now)) {
        nearest = offer.audience();
        fewest = failures;
      }
    }
    return nearest < 0 ? Optional.empty() : Optional.of(nearest);
  }

  /** The fewest literals that fail in any conjunction of a segment; 0 if it holds. */
  private int failures(int segment) {
    List<Conjunction> conjunctions = program.conjunctions();
    int fewest = Integer.MAX_VALUE;
    for (int i = firstOf(segment);
        i < conjunctions.size() && conjunctions.get(i).segment() == segment;
        i++) {
      int failing = 0;
      for (Literal literal : conjunctions.get(i).literals()) {
        failing += holds(literal) ? 0 : 1;
      }
      fewest = Math.min(fewest, failing);
    }
    return fewest;
  }

  // Conjunctions are ordered by segment. Anybody may ask for an explanation, so it must not cost a
  // walk over the whole program for every offer of every slot.
  private int firstOf(int segment) {
    List<Conjunction> conjunctions = program.conjunctions();
    int low = 0;
    int high = conjunctions.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (conjunctions.get(middle).segment() < segment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean holds(Literal literal) {
    int attributes = model.schema().attributes().size();
    if (literal.attribute() >= attributes) {
      Predicate.Scored score = scores.get(literal.attribute() - attributes);
      Truth truth = interpreter.evaluate(score, facts);
      return literal instanceof Literal.CodeIn(_, long codes)
          && truth != Truth.UNKNOWN
          && (codes >>> (truth.admits() ? 1 : 0) & 1) != 0;
    }
    Standing standing = facts.standing(literal.attribute());
    return switch (literal) {
      case Literal.CodeIn(int attribute, long codes) ->
          standing == Standing.KNOWN && (codes >>> facts.code(attribute) & 1) != 0;
      case Literal.Labels(int attribute, long present, long absent) ->
          standing == Standing.KNOWN
              && (facts.labels(attribute) & present) == present
              && (facts.labels(attribute) & absent) == 0;
      case Literal.Missing _ -> standing == Standing.MISSING;
      case Literal.CodeInOrMissing(int attribute, long codes) ->
          standing == Standing.MISSING
              || (standing == Standing.KNOWN && (codes >>> facts.code(attribute) & 1) != 0);
    };
  }
}
