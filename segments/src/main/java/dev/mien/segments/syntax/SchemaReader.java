package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.FieldDeclaration;
import dev.mien.segments.syntax.Declaration.FieldKind;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.Pattern;
import dev.mien.segments.syntax.Declaration.PurposeDeclaration;
import dev.mien.segments.syntax.Declaration.StepDeclaration;
import dev.mien.segments.syntax.Entries.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what stands under {@code schema:}: purposes, attributes and events. */
final class SchemaReader {
  private static final Set<String> NOT_OF_THE_KIND =
      Set.of("from", "purpose", "benefit", "retention");

  private final Findings findings;
  private final Declarations declarations;

  SchemaReader(Findings findings, Declarations declarations) {
    this.findings = findings;
    this.declarations = declarations;
  }

  void read(YamlNode.Mapping schema, Owner owner) {
    Fields fields = new Fields(Shapes.SCHEMA, schema, owner, findings);
    fields.everyEntry("purposes").forEach(this::purpose);
    fields.everyEntry("attributes").forEach(this::attribute);
    fields.everyEntry("events").forEach(this::event);
  }

  private void purpose(Named entry) {
    Optional<Fields> read = Fields.of(Shapes.PURPOSE, entry, findings);
    if (read.isEmpty()) {
      declarations.omit(Shapes.PURPOSE.noun(), entry.name());
      return;
    }
    Fields fields = read.get();
    declarations.keep(
        Shapes.PURPOSE.noun(),
        new PurposeDeclaration(
            entry.name(),
            fields.word("title"),
            fields.words("thirdParties"),
            fields.word("contextual"),
            fields.word("bits"),
            fields.word("consentMax"),
            fields.word("idle"),
            fields.words("endsWith"),
            fields.words("tcf"),
            fields.words("optOuts")));
  }

  private void attribute(Named entry) {
    Word name = entry.name();
    String noun = Shapes.ATTRIBUTE.noun();
    if (!new Form.Kinds(Shapes.ATTRIBUTE).fits(entry.value(), "'" + name + "'", findings)) {
      declarations.omit(noun, name);
      return;
    }
    Optional<Fields> read =
        Fields.ofKind(Shapes.ATTRIBUTE, entry.value().asMapping(), Owner.of(name), findings);
    Optional<Kind> kind = read.filter(this::hasSoundKind).flatMap(this::kind);
    declarations.keep(
        noun,
        new AttributeDeclaration(
            name,
            kind,
            read.flatMap(fields -> fields.word("from")),
            read.flatMap(fields -> fields.word("purpose")),
            read.flatMap(fields -> fields.word("benefit")),
            read.flatMap(fields -> fields.word("retention"))));
  }

  private boolean hasSoundKind(Fields fields) {
    return fields.isSound(
        fields.shape().names().stream().filter(key -> !NOT_OF_THE_KIND.contains(key)).toList());
  }

  private Optional<Kind> kind(Fields fields) {
    String kindKey = fields.shape().names().getFirst();
    Word key = fields.key(kindKey);
    Optional<Word> within = fields.word("within");
    return switch (kindKey) {
      case "choice" -> Optional.of(new Kind.Choice(key, fields.words(kindKey)));
      case "choices" -> Optional.of(new Kind.Choices(key, fields.words(kindKey)));
      case "number" ->
          fields.word(kindKey).map(unit -> new Kind.Numeric(key, unit, fields.words("edges")));
      case "flag" -> flag(fields).map(_ -> new Kind.Flag(key));
      case "count" ->
          pattern(fields, kindKey).map(of -> new Kind.Count(key, of, fields.word("upTo"), within));
      case "sum" ->
          pattern(fields, kindKey)
              .map(
                  of ->
                      new Kind.Sum(
                          key,
                          of,
                          fields.words("edges"),
                          fields.word("step"),
                          fields.word("upTo"),
                          within));
      case "latest" -> pattern(fields, kindKey).map(of -> new Kind.Latest(key, of, within));
      case "recency" ->
          pattern(fields, kindKey)
              .map(of -> new Kind.Recency(key, of, fields.words("edges"), within));
      case "evidence" ->
          pattern(fields, kindKey)
              .map(
                  of ->
                      new Kind.Evidence(
                          key,
                          of,
                          steps(fields),
                          fields.words("edges"),
                          fields.word("after"),
                          within));
      default -> sequence(fields, key);
    };
  }

  private List<StepDeclaration> steps(Fields fields) {
    List<StepDeclaration> steps = new ArrayList<>();
    for (Named step : fields.table("steps")) {
      if (new Form.Text(Form.Look.NUMBER).fits(step.value(), "'" + step.name() + "'", findings)
          && step.value() instanceof YamlNode.Scalar points) {
        steps.add(new StepDeclaration(step.name(), points.word()));
      }
    }
    return steps;
  }

  private Optional<Kind> sequence(Fields fields, Word key) {
    List<YamlNode.Scalar> items = fields.scalars("sequence");
    if (items.size() != 2) {
      findings.add(
          SyntaxCodes.WRONG_SHAPE,
          fields.node("sequence").map(YamlNode::span).orElse(key.span()),
          "a sequence needs two event patterns, found " + items.size(),
          "write '[this, that]': an event that comes first and one that comes after it");
      return Optional.empty();
    }
    Optional<Pattern> first = pattern(items.getFirst());
    Optional<Pattern> then = pattern(items.getLast());
    return first.flatMap(
        one ->
            then.map(
                two ->
                    new Kind.Sequence(key, one, two, fields.word("upTo"), fields.word("within"))));
  }

  private Optional<Pattern> pattern(Fields fields, String key) {
    return fields.scalar(key).flatMap(this::pattern);
  }

  private Optional<Pattern> pattern(YamlNode.Scalar scalar) {
    return findings.take(RuleParser.parsePattern(scalar.mapped()));
  }

  /** The value under {@code flag}, which says nothing and is always true. */
  private Optional<Word> flag(Fields fields) {
    Optional<Word> value = fields.word("flag");
    Optional<Word> yes = value.filter(word -> word.text().equals("true"));
    if (yes.isEmpty() && value.isPresent()) {
      findings.add(
          SyntaxCodes.WRONG_SHAPE,
          value.get().span(),
          "'flag' is always true, found '" + value.get() + "'",
          "write 'flag: true'; each visitor's value comes with the request");
    }
    return yes;
  }

  private void event(Named entry) {
    Optional<Fields> read = Fields.of(Shapes.EVENT, entry, findings);
    if (read.isEmpty()) {
      declarations.omit(Shapes.EVENT.noun(), entry.name());
      return;
    }
    List<FieldDeclaration> fields = new ArrayList<>();
    for (Named other : read.get().others()) {
      fields.add(new FieldDeclaration(other.name(), field(other)));
    }
    declarations.keep(
        Shapes.EVENT.noun(), new EventDeclaration(entry.name(), read.get().word("goal"), fields));
  }

  private Optional<FieldKind> field(Named entry) {
    Word name = entry.name();
    if (!new Form.Kinds(Shapes.FIELD).fits(entry.value(), "'" + name + "'", findings)) {
      return Optional.empty();
    }
    return Fields.ofKind(Shapes.FIELD, entry.value().asMapping(), Owner.of(name), findings)
        .filter(Fields::isSound)
        .flatMap(this::fieldKind);
  }

  private Optional<FieldKind> fieldKind(Fields fields) {
    String kindKey = fields.shape().names().getFirst();
    Word key = fields.key(kindKey);
    return switch (kindKey) {
      case "choice" -> Optional.of(new FieldKind.Choice(key, fields.words(kindKey)));
      case "number" -> fields.word(kindKey).map(unit -> new FieldKind.Numeric(key, unit));
      default -> flag(fields).map(_ -> new FieldKind.Flag(key));
    };
  }
}
