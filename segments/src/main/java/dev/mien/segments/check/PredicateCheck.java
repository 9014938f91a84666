package dev.mien.segments.check;

import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Segment;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Expression.And;
import dev.mien.segments.syntax.Expression.Between;
import dev.mien.segments.syntax.Expression.Compare;
import dev.mien.segments.syntax.Expression.HasAll;
import dev.mien.segments.syntax.Expression.HasAny;
import dev.mien.segments.syntax.Expression.In;
import dev.mien.segments.syntax.Expression.Is;
import dev.mien.segments.syntax.Expression.IsKnown;
import dev.mien.segments.syntax.Expression.Not;
import dev.mien.segments.syntax.Expression.Or;
import dev.mien.segments.syntax.Expression.Reference;
import dev.mien.segments.syntax.Literal;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Rules: names become positions, values become codes. */
final class PredicateCheck {
  private final LabelTests labels;
  private final EdgeTests edges;
  private final CountTests counts;
  private final Unknowns unknowns;
  private final Register<Attribute> attributes;
  private final Register<Segment> segments;
  private final Collection<String> segmentNames;

  /**
   * A check against what is declared.
   *
   * @param segments those that are checked already; a rule refers to no others
   * @param segmentNames all that are declared
   */
  PredicateCheck(
      Findings findings,
      Register<Attribute> attributes,
      Register<Segment> segments,
      Collection<String> segmentNames) {
    this.labels = new LabelTests(findings);
    this.edges = new EdgeTests(findings);
    this.counts = new CountTests(findings);
    this.unknowns = new Unknowns(findings);
    this.attributes = attributes;
    this.segments = segments;
    this.segmentNames = segmentNames;
  }

  /** The predicate, if all of it can be understood. */
  Optional<Predicate> check(Expression expression) {
    return switch (expression) {
      case And(var parts, _) -> all(parts).map(Predicate.AllOf::new);
      case Or(var parts, _) -> all(parts).map(Predicate.AnyOf::new);
      case Not(Expression part, _) -> check(part).map(Predicate.Not::new);
      case Reference(Word name, _) -> reference(name);
      case IsKnown(Word subject, _) ->
          attribute(subject).map(found -> new Predicate.Known(found.position()));
      case Is test -> test(test.subject(), test);
      case In test -> test(test.subject(), test);
      case Between test -> test(test.subject(), test);
      case Compare test -> test(test.subject(), test);
      case HasAny test -> test(test.subject(), test);
      case HasAll test -> test(test.subject(), test);
    };
  }

  private Optional<List<Predicate>> all(List<Expression> parts) {
    List<Predicate> predicates = new ArrayList<>();
    for (Expression part : parts) {
      check(part).ifPresent(predicates::add);
    }
    return predicates.size() == parts.size() ? Optional.of(predicates) : Optional.empty();
  }

  private Optional<Predicate> reference(Word name) {
    return switch (segments.find(name.text())) {
      case Entry.Sound(int position, Segment _) -> Optional.of(new Predicate.InSegment(position));
      case Entry.Unsound<Segment> _ -> Optional.empty();
      case Entry.Absent<Segment> _ -> {
        unknowns.segment(name, segmentNames, attributeHint(name));
        yield Optional.empty();
      }
    };
  }

  private String attributeHint(Word name) {
    return switch (attributes.find(name.text())) {
      case Entry.Sound(int _, Attribute attribute) ->
          "'" + name + "' is an attribute: " + Subject.of(attribute).writable();
      case Entry.Unsound<Attribute> _ ->
          "'" + name + "' is an attribute: write what it must be, such as '" + name + " is known'";
      case Entry.Absent<Attribute> _ -> "";
    };
  }

  private Optional<Entry.Sound<Attribute>> attribute(Word name) {
    return switch (attributes.find(name.text())) {
      case Entry.Sound<Attribute> found -> Optional.of(found);
      case Entry.Unsound<Attribute> _ -> Optional.empty();
      case Entry.Absent<Attribute> _ -> {
        unknowns.attribute(name, attributes, segmentNames);
        yield Optional.empty();
      }
    };
  }

  private Optional<Predicate> test(Word name, Expression test) {
    return attribute(name).flatMap(found -> test(found.position(), found.value(), test));
  }

  private Optional<Predicate> test(int position, Attribute attribute, Expression test) {
    Subject subject = Subject.of(attribute);
    LongFunction<Predicate> oneOf = codes -> new Predicate.OneOf(position, codes);
    return switch (attribute.alphabet()) {
      case Alphabet.Choice choice -> some(labels.choice(subject, choice, test), oneOf);
      case Alphabet.Flag _ -> some(labels.flag(subject, test), oneOf);
      case Alphabet.Numeric numeric -> some(edges.number(subject, numeric, test), oneOf);
      case Alphabet.Count count -> some(counts.count(subject, count, test), oneOf);
      case Alphabet.Elapsed elapsed -> some(edges.recency(subject, elapsed, test), oneOf);
      case Alphabet.Choices choices -> has(position, subject, choices, test);
    };
  }

  private Optional<Predicate> has(
      int position, Subject subject, Alphabet.Choices choices, Expression test) {
    return switch (test) {
      case HasAny(_, List<Literal> values, _) ->
          some(
              labels.labels(subject, choices.labels(), values),
              bits -> new Predicate.HasAny(position, bits));
      case HasAll(_, List<Literal> values, _) ->
          some(
              labels.labels(subject, choices.labels(), values),
              bits -> new Predicate.HasAll(position, bits));
      case Is _, In _, Between _, Compare _, And _, Or _, Not _, Reference _, IsKnown _ -> {
        labels.wrongTest(subject, test);
        yield Optional.empty();
      }
    };
  }

  private static Optional<Predicate> some(OptionalLong codes, LongFunction<Predicate> predicate) {
    return codes.isPresent() ? Optional.of(predicate.apply(codes.getAsLong())) : Optional.empty();
  }
}
