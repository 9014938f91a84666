package dev.mien.segments.syntax;

import dev.mien.segments.source.NearestName;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.ContentField;
import dev.mien.segments.syntax.Declaration.ContentValue;
import dev.mien.segments.syntax.Declaration.ContentValues;
import dev.mien.segments.syntax.Declaration.LearnDeclaration;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Declaration.VariantDeclaration;
import dev.mien.segments.syntax.Entries.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what stands under {@code slots:}. */
final class SlotReader {
  private final Findings findings;
  private final Declarations declarations;

  SlotReader(Findings findings, Declarations declarations) {
    this.findings = findings;
    this.declarations = declarations;
  }

  /** Reads one slot. One whose content is not clear is left out, since nothing fits it then. */
  void read(Named entry) {
    Optional<Fields> read = Fields.of(Shapes.SLOT, entry, findings);
    Optional<SlotDeclaration> slot = read.flatMap(fields -> slot(entry.name(), fields));
    slot.ifPresentOrElse(
        found -> declarations.keep(Shapes.SLOT.noun(), found),
        () -> declarations.omit(Shapes.SLOT.noun(), entry.name()));
  }

  private Optional<SlotDeclaration> slot(Word name, Fields fields) {
    List<Word> purposes = new ArrayList<>();
    fields.word("purpose").ifPresent(purposes::add);
    purposes.addAll(fields.words("purposes"));
    Optional<List<ContentField>> content = content(name, fields);
    Optional<ContentValues> fallback =
        fields.node("fallback").flatMap(node -> values(fields.key("fallback"), node));
    List<OfferDeclaration> offers = offers(fields);
    return content.map(
        declared ->
            new SlotDeclaration(
                name,
                fields.word("title"),
                purposes,
                declared,
                fallback,
                fields.word("holdout"),
                offers));
  }

  private Optional<List<ContentField>> content(Word slot, Fields fields) {
    List<ContentField> content = new ArrayList<>();
    List<Named> declared = fields.table("content");
    for (Named field : declared) {
      String what = "the type of '" + field.name() + "'";
      if (new Form.Text(Form.Look.NAME).fits(field.value(), what, findings)
          && field.value() instanceof YamlNode.Scalar type) {
        content.add(new ContentField(field.name(), type.word()));
      }
    }
    if (fields.has("content") && declared.isEmpty()) {
      findings.add(
          SyntaxCodes.MISSING_KEY,
          fields.key("content").span(),
          "'" + slot + "' has no content",
          "write each field with its type: 'headline: text'");
    }
    return content.isEmpty() || content.size() < declared.size()
        ? Optional.empty()
        : Optional.of(content);
  }

  private Optional<ContentValues> values(Word under, YamlNode node) {
    List<ContentValue> values = new ArrayList<>();
    List<Named> entries = Entries.distinct(node.asMapping(), SyntaxCodes.DUPLICATE_KEY, findings);
    for (Named entry : entries) {
      String what = "'" + entry.name() + "'";
      if (new Form.Text(Form.Look.VALUE).fits(entry.value(), what, findings)
          && entry.value() instanceof YamlNode.Scalar value) {
        values.add(new ContentValue(entry.name(), value.word()));
      }
    }
    return values.size() < entries.size()
        ? Optional.empty()
        : Optional.of(new ContentValues(values, under.span()));
  }

  private List<OfferDeclaration> offers(Fields fields) {
    List<OfferDeclaration> offers = new ArrayList<>();
    for (YamlNode item : fields.items("offers")) {
      if (new Form.Fixed(Shapes.OFFER).fits(item, "an offer", findings)) {
        Fields read = new Fields(Shapes.OFFER, item.asMapping(), offerOwner(item), findings);
        offer(read, item.span()).ifPresent(offers::add);
      }
    }
    return offers;
  }

  private static Owner offerOwner(YamlNode offer) {
    return new Owner("this offer", offer.span());
  }

  /** Reads one offer. One without variants is left out, and one with a variant that is broken. */
  private Optional<OfferDeclaration> offer(Fields fields, Span span) {
    List<Named> declared = fields.table("variants");
    Map<String, Word> weights = weights(fields, declared);
    List<VariantDeclaration> variants = new ArrayList<>();
    for (Named variant : declared) {
      String what = "variant '" + variant.name() + "'";
      if (Shapes.CONTENT.fits(variant.value(), what, findings)) {
        Optional<Word> weight = Optional.ofNullable(weights.get(variant.name().text()));
        values(variant.name(), variant.value())
            .map(content -> new VariantDeclaration(variant.name(), weight, content))
            .ifPresent(variants::add);
      }
    }
    if (fields.has("variants") && declared.isEmpty()) {
      findings.add(
          SyntaxCodes.MISSING_KEY,
          fields.key("variants").span(),
          "this offer has no variants",
          "write at least one as 'name: { field: value }' below 'variants'");
    }
    if (variants.isEmpty() || variants.size() < declared.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new OfferDeclaration(
            fields.word("name"),
            fields.word("for"),
            fields.word("priority"),
            variants,
            learn(fields),
            fields.word("from"),
            fields.word("until"),
            span));
  }

  private Optional<LearnDeclaration> learn(Fields fields) {
    return fields
        .mapping("learn")
        .map(
            mapping -> {
              Word key = fields.key("learn");
              Fields read = new Fields(Shapes.LEARN, mapping, Owner.of(key), findings);
              return new LearnDeclaration(
                  read.word("goal"), read.word("by"), read.word("floor"), key.span());
            });
  }

  private Map<String, Word> weights(Fields fields, List<Named> variants) {
    Map<String, Word> weights = new LinkedHashMap<>();
    List<String> known = variants.stream().map(variant -> variant.name().text()).toList();
    Set<String> all = Set.copyOf(known);
    for (Named entry : fields.table("weights")) {
      String what = "the weight of '" + entry.name() + "'";
      if (!all.contains(entry.name().text())) {
        findings.add(
            SyntaxCodes.UNKNOWN_VARIANT,
            entry.name().span(),
            "this offer has no variant '" + entry.name() + "' to weigh",
            NearestName.hint(
                entry.name().text(), known, "its variants are " + Fields.listed(known)));
      } else if (new Form.Text(Form.Look.NUMBER).fits(entry.value(), what, findings)
          && entry.value() instanceof YamlNode.Scalar weight) {
        weights.put(entry.name().text(), weight.word());
      }
    }
    return weights;
  }
}
