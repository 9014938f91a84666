package dev.mien.engine.samples;

import dev.mien.segments.model.Attribute;
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
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The same definitions in another order: attributes anyhow, segments after those they refer to. */
public final class Reordering {
  private final Model before;
  private final List<Integer> attributes;
  private final int[] attributePlaces;
  private final List<Integer> segments;
  private final int[] segmentPlaces;
  private final int[] scorePlaces;

  private Reordering(Model before, List<Integer> attributes, List<Integer> segments) {
    this.before = before;
    this.attributes = attributes;
    this.attributePlaces = places(attributes);
    this.segments = segments;
    this.segmentPlaces = places(segments);
    this.scorePlaces =
        places(
            segments.stream()
                .flatMap(at -> before.segments().get(at).scored().stream())
                .map(Scored::place)
                .toList());
  }

  public static Reordering random(RandomGenerator random, Model model) {
    List<Integer> attributes =
        new ArrayList<>(IntStream.range(0, model.schema().attributes().size()).boxed().toList());
    Collections.shuffle(attributes, new Random(random.nextLong()));
    return new Reordering(model, attributes, segments(random, model));
  }

  /** The model in the new order. */
  public Model model() {
    List<Attribute> declared = before.schema().attributes();
    Schema schema =
        new Schema(
            before.schema().purposes(),
            attributes.stream().map(declared::get).toList(),
            before.schema().events());
    return new Model(
        before.name(),
        schema,
        segments.stream().map(segment -> moved(before.segments().get(segment))).toList(),
        List.of());
  }

  /** Facts of the former model, as facts of {@link #model()}. */
  public SampleFacts of(SampleFacts facts) {
    return new SampleFacts(
        attributes.stream().map(facts.states()::get).toList(), facts.remembered());
  }

  /** Draws one after another from the segments whose references have all been drawn. */
  private static List<Integer> segments(RandomGenerator random, Model model) {
    int count = model.segments().size();
    BitSet drawn = new BitSet(count);
    List<Integer> order = new ArrayList<>();
    while (order.size() < count) {
      int segment = random.nextInt(count);
      BitSet needed = new BitSet(count);
      model.segments().get(segment).rules().forEach(rule -> collect(rule.predicate(), needed));
      needed.andNot(drawn);
      if (needed.isEmpty() && !drawn.get(segment)) {
        drawn.set(segment);
        order.add(segment);
      }
    }
    return order;
  }

  private static void collect(Predicate predicate, BitSet references) {
    switch (predicate) {
      case AllOf(var parts) -> parts.forEach(part -> collect(part, references));
      case AnyOf(var parts) -> parts.forEach(part -> collect(part, references));
      case Not(var part) -> collect(part, references);
      case InSegment(int segment) -> references.set(segment);
      case OneOf _, HasAny _, HasAll _, Known _, Scored _ -> {}
    }
  }

  private Segment moved(Segment segment) {
    return new Segment(
        segment.name(),
        segment.title(),
        segment.rules().reversed().stream()
            .map(rule -> new Rule(rule.name(), moved(rule.predicate()), rule.text()))
            .toList());
  }

  private Predicate moved(Predicate predicate) {
    return switch (predicate) {
      case AllOf(var parts) -> new AllOf(parts.reversed().stream().map(this::moved).toList());
      case AnyOf(var parts) -> new AnyOf(parts.reversed().stream().map(this::moved).toList());
      case Not(var part) -> new Not(moved(part));
      case InSegment(int segment) -> new InSegment(segmentPlaces[segment]);
      case OneOf(int attribute, long codes) -> new OneOf(attributePlaces[attribute], codes);
      case HasAny(int attribute, long labels) -> new HasAny(attributePlaces[attribute], labels);
      case HasAll(int attribute, long labels) -> new HasAll(attributePlaces[attribute], labels);
      case Known(int attribute) -> new Known(attributePlaces[attribute]);
      case Scored(int place, Score score) ->
          new Scored(
              scorePlaces[place],
              new Score(
                  score.base(),
                  score.points().reversed().stream()
                      .map(
                          one -> new Score.Points(moved(one.condition()), one.text(), one.amount()))
                      .toList(),
                  score.enter(),
                  score.leave(),
                  score.calibration(),
                  score.fitted(),
                  score.goal()));
    };
  }

  private static int[] places(List<Integer> order) {
    int[] places = new int[order.size()];
    Arrays.setAll(places, order::indexOf);
    return places;
  }
}
