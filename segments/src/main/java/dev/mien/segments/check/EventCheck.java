package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventName;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.FieldDeclaration;
import dev.mien.segments.syntax.Declaration.FieldKind;
import dev.mien.segments.syntax.Word;
import java.util.List;
import java.util.Optional;

/** Events and their fields. */
final class EventCheck {
  private final Findings findings;
  private final Scalars scalars;
  private final AlphabetCheck alphabets;
  private final Limits limits;

  EventCheck(Findings findings, Limits limits) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.alphabets = new AlphabetCheck(findings);
    this.limits = limits;
  }

  Register<EventEntry> check(List<EventDeclaration> declarations) {
    scalars.atMost(limits.eventsMax(), declarations, EventDeclaration::name, "event");
    NameCheck names = new NameCheck(Named.EVENT, findings);
    Register<EventEntry> events = new Register<>();
    for (EventDeclaration declaration : declarations) {
      Standing standing = names.check(declaration.name());
      events.enter(declaration.name().text(), event(declaration, standing));
    }
    return events;
  }

  private Optional<EventEntry> event(EventDeclaration declaration, Standing standing) {
    scalars.atMost(CheckLimits.FIELDS_MAX, declaration.fields(), FieldDeclaration::name, "field");
    boolean goal = declaration.goal().flatMap(scalars::flag).orElse(false);
    NameCheck names = new NameCheck(Named.FIELD, findings);
    Register<Event.Field> fields = new Register<>();
    for (FieldDeclaration field : declaration.fields()) {
      Standing fieldStanding = names.check(field.name());
      Optional<Event.Field> kind = field.kind().flatMap(k -> field(field.name().text(), k));
      fields.enter(field.name().text(), fieldStanding == Standing.NEW ? kind : Optional.empty());
    }
    if (standing != Standing.NEW) {
      return Optional.empty();
    }
    Event event =
        new Event(
            new EventName(declaration.name().text()),
            goal ? Event.Role.GOAL : Event.Role.STEP,
            fields.sound());
    return Optional.of(new EventEntry(event, fields));
  }

  private Optional<Event.Field> field(String name, FieldKind kind) {
    return switch (kind) {
      case FieldKind.Choice(Word key, var labels) ->
          alphabets
              .labels(key, labels)
              .map(sound -> new Event.Field.ChoiceField(name, new Alphabet.Choice(sound)));
      case FieldKind.Numeric(_, Word unit) ->
          Optional.of(
              new Event.Field.NumberField(
                  name, scalars.text(unit, "a unit", CheckLimits.UNIT_LENGTH_MAX)));
      case FieldKind.Flag _ -> Optional.of(new Event.Field.FlagField(name));
    };
  }
}
