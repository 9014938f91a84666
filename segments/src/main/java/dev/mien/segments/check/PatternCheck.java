package dev.mien.segments.check;

import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.syntax.Declaration.Pattern;
import dev.mien.segments.syntax.Word;
import java.util.Optional;

/** Event patterns: which events a measure folds, and which of their fields. */
final class PatternCheck {
  private final Findings findings;
  private final Register<EventEntry> events;

  PatternCheck(Findings findings, Register<EventEntry> events) {
    this.findings = findings;
    this.events = events;
  }

  /** The events of a pattern, and the field that is folded of them. */
  record Folded(EventPattern pattern, Entry.Sound<Event.Field> field) {}

  /** A pattern of a measure that asks for events alone; {@code key} says which. */
  Optional<EventPattern> events(Pattern pattern, Word key) {
    Optional<Entry.Sound<EventEntry>> event = event(pattern);
    if (event.isPresent() && pattern.field().isPresent()) {
      Word field = pattern.field().get();
      findings.report(
          Code.FIELD_NOT_EXPECTED,
          field.span(),
          "'" + key + "' folds events, not one of their fields",
          "write '" + pattern.event() + "' alone, with conditions after 'where'");
    }
    return event.flatMap(found -> pattern(pattern, found));
  }

  /** A pattern of a measure that folds one field. */
  Optional<Folded> field(Pattern pattern, Word key) {
    Optional<Entry.Sound<EventEntry>> event = event(pattern);
    if (event.isEmpty()) {
      return Optional.empty();
    }
    Optional<EventPattern> events = pattern(pattern, event.get());
    Optional<Entry.Sound<Event.Field>> field = field(pattern, key, event.get().value());
    return events.flatMap(found -> field.map(f -> new Folded(found, f)));
  }

  private Optional<Entry.Sound<Event.Field>> field(Pattern pattern, Word key, EventEntry event) {
    if (pattern.field().isEmpty()) {
      findings.report(
          Code.FIELD_NEEDED,
          pattern.event().span(),
          "'" + key + "' folds a field, and none is named",
          event.fields().names().isEmpty()
              ? "declare a field of '" + pattern.event() + "', and write it after a dot"
              : "write '" + pattern.event() + "." + event.fields().names().iterator().next() + "'");
      return Optional.empty();
    }
    Word name = pattern.field().get();
    return switch (event.fields().find(name.text())) {
      case Entry.Sound<Event.Field> found -> Optional.of(found);
      case Entry.Unsound<Event.Field> _ -> Optional.empty();
      case Entry.Absent<Event.Field> _ -> {
        new Unknowns(findings).field(name, event);
        yield Optional.empty();
      }
    };
  }

  private Optional<Entry.Sound<EventEntry>> event(Pattern pattern) {
    return switch (events.find(pattern.event().text())) {
      case Entry.Sound<EventEntry> found -> Optional.of(found);
      case Entry.Unsound<EventEntry> _ -> Optional.empty();
      case Entry.Absent<EventEntry> _ -> {
        new Unknowns(findings).event(pattern.event(), events);
        yield Optional.empty();
      }
    };
  }

  private Optional<EventPattern> pattern(Pattern pattern, Entry.Sound<EventEntry> event) {
    if (pattern.where().isEmpty()) {
      return Optional.of(new EventPattern(event.position(), new Condition.Any()));
    }
    return new ConditionCheck(findings, event.value())
        .check(pattern.where().get())
        .map(where -> new EventPattern(event.position(), where));
  }
}
