package dev.mien.segments.check;

import dev.mien.segments.check.MeasureCheck.Measured;
import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Origin.Provenance;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Attributes: signals here, measures with the help of {@link MeasureCheck}. */
final class AttributeCheck {
  /** The position of a purpose that could not be found. */
  static final int NO_PURPOSE = -1;

  private static final Duration RETENTION_MIN = Duration.ofSeconds(1);
  private static final Duration RETENTION_MAX = Duration.ofDays(1);
  private static final List<String> PROVENANCES = List.of("visitor", "site", "client-hints");

  private final Findings findings;
  private final Scalars scalars;
  private final AlphabetCheck alphabets;
  private final MeasureCheck measures;
  private final Register<Purpose> purposes;
  private final Limits limits;

  AttributeCheck(
      Findings findings, Limits limits, Register<EventEntry> events, Register<Purpose> purposes) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.alphabets = new AlphabetCheck(findings);
    this.measures = new MeasureCheck(findings, events);
    this.purposes = purposes;
    this.limits = limits;
  }

  Register<Attribute> check(List<AttributeDeclaration> declarations) {
    scalars.atMost(limits.attributesMax(), declarations, AttributeDeclaration::name, "attribute");
    NameCheck names = new NameCheck(Named.ATTRIBUTE, findings);
    Register<Attribute> attributes = new Register<>();
    for (AttributeDeclaration declaration : declarations) {
      Standing standing = names.check(declaration.name());
      attributes.enter(declaration.name().text(), attribute(declaration, standing));
    }
    return attributes;
  }

  private Optional<Attribute> attribute(AttributeDeclaration declared, Standing standing) {
    int purpose = declared.purpose().map(this::purpose).orElse(NO_PURPOSE);
    String benefit = scalars.title(declared.benefit(), "a benefit");
    Optional<Measured> kind = declared.kind().flatMap(k -> kind(declared, k));
    if (standing != Standing.NEW) {
      return Optional.empty();
    }
    return kind.map(
        known ->
            new Attribute(
                new AttributeName(declared.name().text()),
                known.alphabet(),
                known.origin(),
                purpose,
                benefit));
  }

  private int purpose(Word word) {
    return switch (purposes.find(word.text())) {
      case Entry.Sound(int position, Purpose _) -> position;
      case Entry.Unsound<Purpose> _ -> NO_PURPOSE;
      case Entry.Absent<Purpose> _ -> {
        new Unknowns(findings).purpose(word, purposes);
        yield NO_PURPOSE;
      }
    };
  }

  private Optional<Measured> kind(AttributeDeclaration declared, Kind kind) {
    return switch (kind) {
      case Kind.Choice(Word key, var labels) ->
          signal(declared, alphabets.labels(key, labels).map(Alphabet.Choice::new));
      case Kind.Choices(Word key, var labels) ->
          signal(declared, alphabets.labels(key, labels).map(Alphabet.Choices::new));
      case Kind.Numeric(Word key, Word unit, var edges) ->
          signal(
              declared,
              alphabets
                  .edges(key, edges)
                  .map(
                      rising ->
                          new Alphabet.Numeric(
                              scalars.text(unit, "a unit", CheckLimits.UNIT_LENGTH_MAX), rising)));
      case Kind.Flag _ -> signal(declared, Optional.of(new Alphabet.Flag()));
      case Kind.Count count -> measures.count(count);
      case Kind.Sum sum -> measures.sum(sum);
      case Kind.Latest latest -> measures.latest(latest);
      case Kind.Recency recency -> measures.recency(recency);
      case Kind.Sequence sequence -> measures.sequence(sequence);
      case Kind.Evidence evidence -> measures.evidence(evidence);
    };
  }

  private Optional<Measured> signal(
      AttributeDeclaration declared, Optional<? extends Alphabet> alphabet) {
    Optional<Provenance> from = declared.from().flatMap(this::provenance);
    Optional<Duration> retention =
        declared
            .retention()
            .flatMap(word -> scalars.duration(word, "'retention'", RETENTION_MIN, RETENTION_MAX));
    Origin origin = new Origin.Signal(from.orElse(Provenance.SITE), retention);
    return alphabet.map(found -> new Measured(found, origin));
  }

  private Optional<Provenance> provenance(Word word) {
    return switch (word.text()) {
      case "visitor" -> Optional.of(Provenance.VISITOR);
      case "site" -> Optional.of(Provenance.SITE);
      case "client-hints" -> Optional.of(Provenance.CLIENT_HINTS);
      default -> {
        findings.report(
            Code.UNKNOWN_PROVENANCE,
            word.span(),
            "'" + Phrases.shortened(word.text()) + "' does not say where a signal comes from",
            findings
                .suggestions()
                .nearestOr(
                    word.text(), PROVENANCES, "write one of " + Phrases.choice(PROVENANCES)));
        yield Optional.empty();
      }
    };
  }
}
