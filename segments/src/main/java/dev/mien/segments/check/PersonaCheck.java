package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Persona.Expectation;
import dev.mien.segments.model.Persona.FieldValue;
import dev.mien.segments.model.Persona.Happening;
import dev.mien.segments.model.Persona.Side;
import dev.mien.segments.model.Persona.Signal;
import dev.mien.segments.model.PersonaName;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Segment;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.ContentValue;
import dev.mien.segments.syntax.Declaration.HappeningDeclaration;
import dev.mien.segments.syntax.Declaration.PersonaDeclaration;
import dev.mien.segments.syntax.Declaration.SignalDeclaration;
import dev.mien.segments.syntax.Declaration.SignalValue;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Personas: whether what they say can be said, and what is expected of them exists. Whether it
 * comes true is for {@code engine.persona} to say, which folds their events as those of visitors.
 */
final class PersonaCheck {
  private static final Duration AFTER_MIN = Duration.ofSeconds(1);
  private static final Duration AFTER_MAX = Duration.ofDays(1);

  private final Findings findings;
  private final Scalars scalars;
  private final Unknowns unknowns;
  private final Declared declared;

  /** What personas build on. */
  record Declared(
      Register<EventEntry> events,
      Register<Purpose> purposes,
      Register<Attribute> attributes,
      Register<Segment> segments) {}

  PersonaCheck(Findings findings, Declared declared) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.unknowns = new Unknowns(findings);
    this.declared = declared;
  }

  /** The sound personas, as written. */
  List<Persona> check(List<PersonaDeclaration> declarations) {
    scalars.atMost(CheckLimits.PERSONAS_MAX, declarations, PersonaDeclaration::name, "persona");
    NameCheck names = new NameCheck(Named.PERSONA, findings);
    List<Persona> sound = new ArrayList<>();
    for (PersonaDeclaration declaration : declarations) {
      Standing standing = names.check(declaration.name());
      persona(declaration, standing).ifPresent(sound::add);
    }
    return sound;
  }

  private Optional<Persona> persona(PersonaDeclaration said, Standing standing) {
    scalars.atMost(CheckLimits.HAPPENINGS_MAX, said.events(), HappeningDeclaration::event, "event");
    String title = scalars.title(said.title(), "a title");
    List<Signal> signals =
        said.signals().stream().map(this::signal).flatMap(Optional::stream).toList();
    List<Happening> events =
        said.events().stream().map(this::happening).flatMap(Optional::stream).toList();
    long consent = said.consent().map(this::consent).orElseGet(this::everyPurpose);
    List<Expectation> expectations = expectations(said);
    return standing == Standing.NEW
        ? Optional.of(
            new Persona(
                new PersonaName(said.name().text()), title, signals, events, consent, expectations))
        : Optional.empty();
  }

  private Optional<Signal> signal(SignalDeclaration said) {
    return switch (declared.attributes().find(said.attribute().text())) {
      case Entry.Sound(int position, Attribute attribute) -> signal(position, attribute, said);
      case Entry.Unsound<Attribute> _ -> Optional.empty();
      case Entry.Absent<Attribute> _ -> {
        unknowns.attribute(said.attribute(), declared.attributes(), List.of());
        yield Optional.empty();
      }
    };
  }

  private Optional<Signal> signal(int position, Attribute attribute, SignalDeclaration said) {
    if (attribute.origin() instanceof Origin.Measure) {
      findings.report(
          Code.NOT_A_SIGNAL,
          said.attribute().span(),
          "'" + attribute.name() + "' is a measure, and no visit says it",
          "write the events that it is folded from under 'events'");
      return Optional.empty();
    }
    String name = attribute.name().text();
    return switch (said.value()) {
      case SignalValue.One(Word word) ->
          attribute.alphabet() instanceof Alphabet.Choices
              ? wrongType(
                  word.span(),
                  "'" + name + "' is a set of labels, and '" + shown(word) + "' is none",
                  "write a list, such as " + example(attribute.alphabet()))
              : code(name, attribute.alphabet(), word).map(code -> new Signal(position, code, 0));
      case SignalValue.Several(var words, var span) ->
          attribute.alphabet() instanceof Alphabet.Choices(var labels)
              ? labels(name, labels, words).map(bits -> new Signal(position, 0, bits))
              : wrongType(
                  span,
                  "'" + name + "' has one value, and this is a list",
                  "write one value, such as " + example(attribute.alphabet()));
    };
  }

  private <T> Optional<T> wrongType(Span place, String message, String hint) {
    findings.report(Code.WRONG_TYPE, place, message, hint);
    return Optional.empty();
  }

  private static String shown(Word word) {
    return Phrases.shortened(word.text());
  }

  private static String example(Alphabet alphabet) {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> labels.getFirst();
      case Alphabet.Choices(var labels) -> "[" + labels.getFirst() + "]";
      case Alphabet.Numeric(_, var edges) -> Phrases.plain(edges.getLast());
      case Alphabet.Flag() -> "true";
      case Alphabet.Count _, Alphabet.Elapsed _ -> "1";
    };
  }

  private Optional<Integer> code(String name, Alphabet alphabet, Word word) {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> label(name, labels, word);
      case Alphabet.Numeric numeric ->
          scalars.number(word).map(number -> numeric.code(number.doubleValue()));
      case Alphabet.Flag() -> scalars.flag(word).map(on -> on ? 1 : 0);
      case Alphabet.Choices _, Alphabet.Count _, Alphabet.Elapsed _ ->
          throw new IllegalArgumentException("no signal has one such value");
    };
  }

  private Optional<Integer> label(String name, List<String> labels, Word word) {
    int code = labels.indexOf(word.text());
    if (code < 0) {
      findings.report(
          Code.UNKNOWN_LABEL,
          word.span(),
          "'" + name + "' has no label '" + shown(word) + "'",
          findings.suggestions().nearest(word.text(), "label", labels));
      return Optional.empty();
    }
    return Optional.of(code);
  }

  private Optional<Long> labels(String name, List<String> labels, List<Word> words) {
    long bits = 0;
    boolean sound = true;
    for (Word word : words) {
      Optional<Integer> code = label(name, labels, word);
      sound &= code.isPresent();
      bits |= code.map(found -> 1L << found).orElse(0L);
    }
    return sound ? Optional.of(bits) : Optional.empty();
  }

  private Optional<Happening> happening(HappeningDeclaration said) {
    Duration after =
        said.after()
            .flatMap(word -> scalars.duration(word, "'after'", AFTER_MIN, AFTER_MAX))
            .orElse(Duration.ZERO);
    return switch (declared.events().find(said.event().text())) {
      case Entry.Sound(int position, EventEntry entry) -> {
        List<FieldValue> fields = new ArrayList<>();
        for (ContentValue value : said.fields()) {
          field(entry, value).ifPresent(fields::add);
        }
        yield Optional.of(new Happening(position, fields, after));
      }
      case Entry.Unsound<EventEntry> _ -> Optional.empty();
      case Entry.Absent<EventEntry> _ -> {
        unknowns.event(said.event(), declared.events());
        yield Optional.empty();
      }
    };
  }

  private Optional<FieldValue> field(EventEntry event, ContentValue said) {
    return switch (event.fields().find(said.name().text())) {
      case Entry.Sound(int position, Event.Field field) -> {
        OptionalDouble value = value(field, said.value());
        yield value.isPresent()
            ? Optional.of(new FieldValue(position, value.getAsDouble()))
            : Optional.empty();
      }
      case Entry.Unsound<Event.Field> _ -> Optional.empty();
      case Entry.Absent<Event.Field> _ -> {
        unknowns.field(said.name(), event);
        yield Optional.empty();
      }
    };
  }

  private OptionalDouble value(Event.Field field, Word word) {
    return switch (field) {
      case Event.Field.ChoiceField(String name, Alphabet.Choice choice) ->
          number(label(name, choice.labels(), word), Integer::doubleValue);
      case Event.Field.NumberField _ -> number(scalars.number(word), BigDecimal::doubleValue);
      case Event.Field.FlagField _ -> number(scalars.flag(word), on -> on ? 1.0 : 0.0);
    };
  }

  private static <T> OptionalDouble number(Optional<T> read, Function<T, Double> value) {
    return read.isPresent() ? OptionalDouble.of(value.apply(read.get())) : OptionalDouble.empty();
  }

  private long everyPurpose() {
    return (1L << declared.purposes().sound().size()) - 1;
  }

  private long consent(List<Word> words) {
    long consent = 0;
    for (Word word : words) {
      switch (declared.purposes().find(word.text())) {
        case Entry.Sound(int position, Purpose _) -> consent |= 1L << position;
        case Entry.Unsound<Purpose> _ -> {}
        case Entry.Absent<Purpose> _ -> unknowns.purpose(word, declared.purposes());
      }
    }
    return consent;
  }

  private List<Expectation> expectations(PersonaDeclaration said) {
    List<Word> all = new ArrayList<>(said.expect());
    all.addAll(said.expectNot());
    scalars.atMost(CheckLimits.EXPECTATIONS_MAX, all, word -> word, "expectation");
    Map<String, Word> seen = new HashMap<>();
    List<Expectation> expectations = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Word word = all.get(i);
      Side side = i < said.expect().size() ? Side.IN : Side.NOT_IN;
      Word first = seen.putIfAbsent(word.text(), word);
      if (first != null) {
        findings.report(
            Code.EXPECTED_TWICE,
            word.span(),
            "what is expected of '" + shown(word) + "' is said already",
            "the first is at " + first.span() + "; keep one of them");
      } else {
        OptionalInt segment = segment(word);
        if (segment.isPresent()) {
          expectations.add(new Expectation(segment.getAsInt(), side, word.span()));
        }
      }
    }
    return expectations;
  }

  private OptionalInt segment(Word word) {
    return switch (declared.segments().find(word.text())) {
      case Entry.Sound(int position, Segment _) -> OptionalInt.of(position);
      case Entry.Unsound<Segment> _ -> OptionalInt.empty();
      case Entry.Absent<Segment> _ -> {
        unknowns.segment(word, declared.segments().names(), "");
        yield OptionalInt.empty();
      }
    };
  }
}
