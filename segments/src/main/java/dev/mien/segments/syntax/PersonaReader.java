package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.ContentValue;
import dev.mien.segments.syntax.Declaration.HappeningDeclaration;
import dev.mien.segments.syntax.Declaration.PersonaDeclaration;
import dev.mien.segments.syntax.Declaration.SignalDeclaration;
import dev.mien.segments.syntax.Declaration.SignalValue;
import dev.mien.segments.syntax.Entries.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands under {@code personas:}. */
final class PersonaReader {
  private final Findings findings;
  private final Declarations declarations;

  PersonaReader(Findings findings, Declarations declarations) {
    this.findings = findings;
    this.declarations = declarations;
  }

  /** Reads one persona. Signals and events that cannot be read are not in it. */
  void read(Named entry) {
    Fields.of(Shapes.PERSONA, entry, findings)
        .ifPresentOrElse(
            fields -> declarations.keep(Shapes.PERSONA.noun(), persona(entry.name(), fields)),
            () -> declarations.omit(Shapes.PERSONA.noun(), entry.name()));
  }

  private PersonaDeclaration persona(Word name, Fields fields) {
    return new PersonaDeclaration(
        name,
        fields.word("title"),
        signals(fields),
        events(fields),
        fields.has("consent") ? Optional.of(fields.words("consent")) : Optional.empty(),
        fields.words("expect"),
        fields.words("expectNot"));
  }

  private List<SignalDeclaration> signals(Fields fields) {
    List<SignalDeclaration> signals = new ArrayList<>();
    for (Named signal : fields.table("signals")) {
      if (Shapes.SIGNAL.fits(signal.value(), "'" + signal.name() + "'", findings)) {
        value(signal).ifPresent(value -> signals.add(new SignalDeclaration(signal.name(), value)));
      }
    }
    return signals;
  }

  private static Optional<SignalValue> value(Named signal) {
    return switch (signal.value()) {
      case YamlNode.Scalar scalar -> Optional.of(new SignalValue.One(scalar.word()));
      case YamlNode.Listing(var items, _, _) -> {
        List<Word> words = new ArrayList<>();
        for (YamlNode item : items) {
          if (item instanceof YamlNode.Scalar scalar) {
            words.add(scalar.word());
          }
        }
        yield Optional.of(new SignalValue.Several(words, signal.name().span()));
      }
      case YamlNode.Mapping _, YamlNode.Nothing _, YamlNode.Unusable _ -> Optional.empty();
    };
  }

  private List<HappeningDeclaration> events(Fields fields) {
    List<HappeningDeclaration> events = new ArrayList<>();
    for (YamlNode item : fields.items("events")) {
      if (new Form.Fixed(Shapes.HAPPENING).fits(item, "an event of a persona", findings)) {
        Owner owner = new Owner("this event", item.span());
        Fields read = new Fields(Shapes.HAPPENING, item.asMapping(), owner, findings);
        read.word("name")
            .ifPresent(
                name ->
                    events.add(new HappeningDeclaration(name, carried(read), read.word("after"))));
      }
    }
    return events;
  }

  private List<ContentValue> carried(Fields event) {
    List<ContentValue> values = new ArrayList<>();
    for (Named field : event.table("fields")) {
      String what = "'" + field.name() + "'";
      if (new Form.Text(Form.Look.VALUE).fits(field.value(), what, findings)
          && field.value() instanceof YamlNode.Scalar value) {
        values.add(new ContentValue(field.name(), value.word()));
      }
    }
    return values;
  }
}
