package dev.mien.engine.explain;

import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.reference.Interpreter;
import java.util.BitSet;
import java.util.Locale;

/** The leaves of predicates in words, and how each comes out for one session. */
record Leaves(Model model, Interpreter interpreter, Facts facts, BitSet dropped) {
  /** A leaf, or the negation of one. */
  PredicateWhy of(Predicate leaf) {
    return new PredicateWhy(plain(leaf), interpreter.evaluate(leaf, facts), actual(leaf));
  }

  private String plain(Predicate leaf) {
    return switch (leaf) {
      case Predicate.OneOf(int attribute, long codes) -> Words.asked(attribute(attribute), codes);
      case Predicate.HasAny(int attribute, long labels) ->
          name(attribute) + " has any of [" + labels(attribute, labels) + "]";
      case Predicate.HasAll(int attribute, long labels) ->
          name(attribute) + " has all of [" + labels(attribute, labels) + "]";
      case Predicate.Known(int attribute) -> name(attribute) + " is known";
      case Predicate.InSegment(int segment) -> model.segments().get(segment).name().text();
      case Predicate.Scored scored ->
          "its points come to at least " + percent(ScoreWords.enough(scored, facts));
      case Predicate.Not(var part) -> negated(part);
      case Predicate.AllOf _, Predicate.AnyOf _ -> throw new IllegalArgumentException("not a leaf");
    };
  }

  private String negated(Predicate leaf) {
    return switch (leaf) {
      case Predicate.OneOf(int attribute, long codes) ->
          Words.asked(attribute(attribute), ~codes & attribute(attribute).alphabet().all());
      case Predicate.Known(int attribute) -> name(attribute) + " is unknown";
      case Predicate.Not(var part) -> plain(part);
      case Predicate.Scored scored ->
          "its points come to less than " + percent(ScoreWords.enough(scored, facts));
      case Predicate.HasAny _, Predicate.HasAll _, Predicate.InSegment _ -> "not " + plain(leaf);
      case Predicate.AllOf _, Predicate.AnyOf _ -> throw new IllegalArgumentException("not a leaf");
    };
  }

  private String actual(Predicate leaf) {
    return switch (leaf) {
      case Predicate.Not(var part) -> actual(part);
      case Predicate.OneOf(int attribute, _) -> actual(attribute);
      case Predicate.HasAny(int attribute, _) -> actual(attribute);
      case Predicate.HasAll(int attribute, _) -> actual(attribute);
      case Predicate.Known(int attribute) -> actual(attribute);
      case Predicate.InSegment(int segment) ->
          dropped.get(segment)
              ? "dropped"
              : switch (interpreter.segment(segment, facts)) {
                case TRUE -> "holds";
                case FALSE -> "does not hold";
                case UNKNOWN -> "not known";
              };
      case Predicate.Scored(_, var score) -> {
        Interpreter.Sum sum = interpreter.sum(score, facts);
        String least = percent(score.probability(sum.least()));
        String most = percent(score.probability(sum.most()));
        yield least.equals(most) ? least : least + " to " + most + ", for not all is permitted";
      }
      case Predicate.AllOf _, Predicate.AnyOf _ -> throw new IllegalArgumentException("not a leaf");
    };
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private String actual(int attribute) {
    return Words.actual(attribute(attribute), attribute, facts);
  }

  private Attribute attribute(int position) {
    return model.schema().attributes().get(position);
  }

  private String name(int attribute) {
    return attribute(attribute).name().text();
  }

  private String labels(int attribute, long bits) {
    return attribute(attribute).alphabet() instanceof Alphabet.Choices(var labels)
        ? String.join(", ", Words.chosen(labels, bits))
        : "";
  }
}
