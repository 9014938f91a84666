package dev.mien.segments;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a model says, with names in place of positions, in no order. */
final class ModelText {
  private final Model model;

  private ModelText(Model model) {
    this.model = model;
  }

  static SortedSet<String> of(Model model) {
    return new ModelText(model).lines();
  }

  private SortedSet<String> lines() {
    SortedSet<String> lines = new TreeSet<>();
    lines.add("workspace " + model.name());
    model.schema().purposes().forEach(purpose -> lines.add(purpose.toString()));
    model.schema().events().forEach(event -> lines.add(event.toString()));
    model.schema().attributes().forEach(attribute -> lines.add(attribute(attribute)));
    model.segments().forEach(segment -> lines.add(segment(segment)));
    model.slots().forEach(slot -> lines.add(slot(slot)));
    model.personas().forEach(persona -> lines.add(persona(persona)));
    return lines;
  }

  private String persona(Persona persona) {
    return String.join(
        " | ",
        persona.name().text(),
        persona.title(),
        persona.signals().stream()
            .map(signal -> name(signal.attribute()) + " " + signal.code() + " " + signal.labels())
            .toList()
            .toString(),
        persona.events().stream().map(this::happening).toList().toString(),
        purposes(persona.consent()).toString(),
        persona.expectations().stream()
            .map(one -> one.side() + " " + model.segments().get(one.segment()).name())
            .toList()
            .toString());
  }

  private String happening(Persona.Happening happening) {
    Event event = model.schema().events().get(happening.event());
    return event.name()
        + " after "
        + happening.after()
        + happening.fields().stream()
            .map(one -> event.fields().get(one.field()).name() + " " + one.value())
            .toList();
  }

  private List<String> purposes(long bits) {
    return IntStream.range(0, model.schema().purposes().size())
        .filter(at -> (bits >>> at & 1) != 0)
        .mapToObj(at -> model.schema().purposes().get(at).name().text())
        .sorted()
        .toList();
  }

  private String attribute(Attribute attribute) {
    return String.join(
        " | ",
        attribute.name().text(),
        attribute.alphabet().toString(),
        origin(attribute.origin()),
        model.schema().purposes().get(attribute.purpose()).name().text(),
        attribute.benefit());
  }

  private String origin(Origin origin) {
    return switch (origin) {
      case Origin.Signal signal -> signal.toString();
      case Origin.Count(var of, var within) -> "count " + pattern(of) + within;
      case Origin.Sum(var of, int field, var step, var upTo, var within) ->
          "sum " + field(of, field) + pattern(of) + step + " " + upTo + within;
      case Origin.Latest(var of, int field, var within) ->
          "latest " + field(of, field) + pattern(of) + within;
      case Origin.Recency(var of, var within) -> "recency " + pattern(of) + within;
      case Origin.Sequence(var first, var then, var within) ->
          "sequence " + pattern(first) + pattern(then) + within;
      case Origin.Evidence evidence ->
          "evidence "
              + field(evidence.of(), evidence.field())
              + pattern(evidence.of())
              + evidence.steps()
              + evidence.after()
              + evidence.within();
    };
  }

  private String pattern(EventPattern pattern) {
    Event event = model.schema().events().get(pattern.event());
    return event.name() + " where " + condition(event, pattern.where());
  }

  private String field(EventPattern pattern, int field) {
    return model.schema().events().get(pattern.event()).fields().get(field).name() + " of ";
  }

  private static String condition(Event event, Condition condition) {
    return switch (condition) {
      case Condition.Any() -> "any ";
      case Condition.AllOf(var parts) ->
          parts.stream().map(part -> condition(event, part)).collect(Collectors.joining(" and "));
      case Condition.AnyOf(var parts) ->
          parts.stream().map(part -> condition(event, part)).collect(Collectors.joining(" or "));
      case Condition.Not(var part) -> "not (" + condition(event, part) + ")";
      case Condition.OneOf(int field, long codes) ->
          event.fields().get(field).name() + " in " + codes;
      case Condition.Within(int field, var low, var high) ->
          event.fields().get(field).name() + " from " + low + " to " + high;
      case Condition.Known(int field) -> event.fields().get(field).name() + " known";
    };
  }

  private String segment(Segment segment) {
    return segment.name()
        + " | "
        + segment.title()
        + " | "
        + segment.rules().stream().map(this::rule).collect(Collectors.joining("; "));
  }

  private String rule(Rule rule) {
    return rule.name() + ": " + rule.text() + " = " + predicate(rule.predicate());
  }

  private String predicate(Predicate predicate) {
    return switch (predicate) {
      case Predicate.AllOf(var parts) -> parts.stream().map(this::predicate).toList() + " all";
      case Predicate.AnyOf(var parts) -> parts.stream().map(this::predicate).toList() + " any";
      case Predicate.Not(var part) -> "not " + predicate(part);
      case Predicate.OneOf(int attribute, long codes) -> name(attribute) + " in " + codes;
      case Predicate.HasAny(int attribute, long labels) -> name(attribute) + " any " + labels;
      case Predicate.HasAll(int attribute, long labels) -> name(attribute) + " all " + labels;
      case Predicate.Known(int attribute) -> name(attribute) + " known";
      case Predicate.InSegment(int segment) -> model.segments().get(segment).name().text();
      case Predicate.Scored(_, Score score) ->
          String.join(
              " ",
              "score " + score.base(),
              score.points().stream()
                  .map(one -> predicate(one.condition()) + one.text() + one.amount())
                  .toList()
                  .toString(),
              score.enter() + " " + score.leave() + score.calibration() + score.fitted(),
              score.goal().stream()
                  .mapToObj(goal -> model.schema().events().get(goal).name().text())
                  .toList()
                  .toString());
    };
  }

  private String name(int attribute) {
    return model.schema().attributes().get(attribute).name().text();
  }

  private String slot(Slot slot) {
    return String.join(
        " | ",
        slot.name().text(),
        slot.title(),
        purposes(slot.purposes()).toString(),
        slot.types().toString(),
        slot.fallback().toString(),
        Integer.toString(slot.holdoutBasisPoints()),
        slot.offers().stream().map(this::offer).toList().toString());
  }

  private String offer(Offer offer) {
    return offer.name()
        + " for "
        + model.segments().get(offer.audience()).name()
        + " "
        + offer.priority()
        + offer.variants()
        + offer.schedule()
        + offer
            .learn()
            .map(
                learn ->
                    " by "
                        + learn.by()
                        + " from "
                        + model.schema().events().get(learn.goal()).name()
                        + " at least "
                        + learn.floorBasisPoints());
  }
}
