package dev.mien.api.replay;

import dev.mien.api.input.Findings;
import dev.mien.api.input.Kind;
import dev.mien.api.input.Placed;
import dev.mien.api.replay.Mapping.EventTarget;
import dev.mien.api.replay.Mapping.Source;
import dev.mien.api.replay.Mapping.Target;
import dev.mien.api.replay.Plan.EventFeed;
import dev.mien.api.replay.Plan.Feed;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds a mapping against a workspace and the header of a file, and makes the plan of it. */
final class MappingCheck {
  private final Mapping mapping;
  private final Header header;
  private final Vocabulary vocabulary;
  private final Findings findings;
  private final Map<String, String> columns = new HashMap<>();

  private MappingCheck(Mapping mapping, Header header, Vocabulary vocabulary, Findings findings) {
    this.mapping = mapping;
    this.header = header;
    this.vocabulary = vocabulary;
    this.findings = findings;
  }

  /** The plan of {@code mapping}; good for nothing where anything was found. */
  static Plan plan(Mapping mapping, Header header, Vocabulary vocabulary, Findings findings) {
    return new MappingCheck(mapping, header, vocabulary, findings).plan();
  }

  private Plan plan() {
    mapping.sessions().ifPresent(sessions -> columns.put(Plan.SESSIONS, sessions.key().text()));
    List<String> purposes =
        vocabulary.schema().purposes().stream().map(purpose -> purpose.name().text()).toList();
    List<String> slots =
        vocabulary.model().slots().stream().map(slot -> slot.name().text()).toList();
    return new Plan(
        column(mapping.sessions().map(Mapping.SessionColumns::key)),
        column(mapping.sessions().flatMap(Mapping.SessionColumns::order)),
        mapping.clock(),
        known("purpose", mapping.consent(), purposes),
        known("slot", mapping.slots(), slots),
        mapping.signals().stream().flatMap(target -> signal(target).stream()).toList(),
        events(),
        columns);
  }

  private OptionalInt column(Optional<Placed> name) {
    return name.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(header.column(name.get(), findings));
  }

  private List<String> known(String kind, List<Placed> names, List<String> known) {
    for (Placed name : names) {
      if (!known.contains(name.text())) {
        findings.unknown(kind, name, known);
      }
    }
    return names.stream().map(Placed::text).distinct().toList();
  }

  private Optional<Feed> signal(Target target) {
    List<Attribute> attributes = vocabulary.schema().attributes();
    int position = vocabulary.attribute(target.name().text());
    if (position < 0) {
      findings.unknown(
          "signal",
          target.name(),
          attributes.stream()
              .filter(attribute -> attribute.origin() instanceof Origin.Signal)
              .map(attribute -> attribute.name().text())
              .toList());
      return Optional.empty();
    }
    if (!(attributes.get(position).origin() instanceof Origin.Signal)) {
      findings.error(
          "not-a-signal",
          target.name().span(),
          "'" + target.name() + "' is a measure, which no column can say",
          "report the events that it folds under 'events:'");
      return Optional.empty();
    }
    Kind kind = Kind.of(attributes.get(position).alphabet());
    return Optional.of(feed(target, "/signals/" + target.name(), kind));
  }

  private List<EventFeed> events() {
    List<EventFeed> feeds = new ArrayList<>();
    int most = 0;
    for (EventTarget target : mapping.events()) {
      most += target.times().map(Mapping.Times::upTo).orElse(1);
      if (most > SignalReader.EVENTS_MAX) {
        findings.error(
            "too-many-events",
            target.type().span(),
            "up to here a row may report " + most + " events",
            "lower 'upTo': one request carries at most " + SignalReader.EVENTS_MAX);
      }
      int position = vocabulary.event(target.type().text());
      if (position < 0) {
        findings.unknown(
            "event",
            target.type(),
            vocabulary.schema().events().stream().map(event -> event.name().text()).toList());
        continue;
      }
      feeds.add(event(target, "/events/" + feeds.size(), vocabulary.eventAt(position)));
    }
    return feeds;
  }

  private EventFeed event(EventTarget target, String pointer, Event event) {
    columns.put(pointer, target.type().text());
    List<Feed> fields = new ArrayList<>();
    for (Target field : target.fields()) {
      Optional<Event.Field> declared =
          event.fields().stream()
              .filter(known -> known.name().equals(field.name().text()))
              .findFirst();
      if (declared.isEmpty()) {
        findings.unknown(
            "field", field.name(), event.fields().stream().map(Event.Field::name).toList());
        continue;
      }
      fields.add(feed(field, pointer + "/fields/" + field.name(), Kind.of(declared.get())));
    }
    return new EventFeed(
        target.type().text(),
        pointer,
        conditions(target.when()),
        target
            .times()
            .map(times -> new Plan.Times(header.column(times.column(), findings), times.upTo())),
        fields);
  }

  private Feed feed(Target target, String pointer, Kind kind) {
    columns.put(
        pointer,
        target.source() instanceof Source.Column column
            ? column.column().text()
            : target.name().text());
    return new Feed(target.name().text(), pointer, kind, cells(target, kind));
  }

  private Cells cells(Target target, Kind kind) {
    return switch (target.source()) {
      case Source.Constant(var value) -> {
        kind.check(value, findings);
        yield new Cells.Constant(new Cells.Found.Value(List.of(value.text())));
      }
      case Source.Column(var column, var values, var separator) -> {
        separator.ifPresent(word -> needsLabels(word, kind));
        yield new Cells.Cell(
            header.column(column, findings),
            values.map(found -> translation(found, kind)),
            separator.map(word -> word.text().charAt(0)));
      }
      case Source.Labelled(var labels) -> {
        needsLabels(target.name(), kind);
        labels.forEach(label -> kind.check(label.label(), findings));
        yield new Cells.Labelled(
            labels.stream()
                .map(label -> new Cells.LabelWhen(label.label().text(), conditions(label.when())))
                .toList());
      }
    };
  }

  private Cells.Translation translation(Mapping.Values values, Kind kind) {
    values.byCell().values().forEach(value -> kind.check(value, findings));
    values.otherwise().ifPresent(value -> kind.check(value, findings));
    Map<String, String> byCell = new HashMap<>();
    values.byCell().forEach((cell, value) -> byCell.put(cell, value.text()));
    return new Cells.Translation(byCell, values.otherwise().map(Placed::text));
  }

  private List<Cells.Condition> conditions(List<Mapping.Condition> conditions) {
    return conditions.stream()
        .map(
            condition ->
                new Cells.Condition(header.column(condition.column(), findings), condition.test()))
        .toList();
  }

  private void needsLabels(Placed word, Kind kind) {
    if (!(kind instanceof Kind.Labels)) {
      findings.error(
          "one-label-only",
          word.span(),
          "only a 'choices' attribute takes several labels",
          "read one value, with 'column:' or 'value:'");
    }
  }
}
