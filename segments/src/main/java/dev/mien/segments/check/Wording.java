package dev.mien.segments.check;

import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.FieldDeclaration;
import dev.mien.segments.syntax.Declaration.FieldKind;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.PersonaDeclaration;
import dev.mien.segments.syntax.Declaration.PurposeDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text that an author chose for something, but for content.
 *
 * @param what its place in words, such as {@code the title of a segment}
 * @param says whether it says what visitors are, do or are interested in
 */
record Wording(String what, Word word, Says says) {
  /** What a text is about. */
  enum Says {
    /** Visitors: what is known of them, what it is for, which of them belong together. */
    VISITORS,
    /** Places and pieces of content. */
    CONTENT
  }

  /** All that a workspace says, each once. */
  static List<Wording> of(Declaration.Workspace workspace) {
    return Stream.of(
            workspace.header().stream()
                .map(header -> content("the name of a workspace", header.name())),
            workspace.purposes().stream().flatMap(Wording::of),
            workspace.attributes().stream().flatMap(Wording::of),
            workspace.events().stream().flatMap(Wording::of),
            workspace.segments().stream().flatMap(Wording::of),
            workspace.slots().stream().flatMap(Wording::of),
            workspace.personas().stream().flatMap(Wording::of),
            workspace.grids().stream().map(grid -> visitors("the name of a grid", grid.name())))
        .flatMap(wordings -> wordings)
        .toList();
  }

  private static Stream<Wording> of(PurposeDeclaration purpose) {
    return Stream.concat(
        Stream.concat(
            Stream.of(visitors("the name of a purpose", purpose.name())),
            optional("the title of a purpose", purpose.title())),
        purpose.thirdParties().stream().map(word -> content("a third party", word)));
  }

  /** What an attribute says. */
  static Stream<Wording> of(AttributeDeclaration attribute) {
    return Stream.of(
            Stream.of(visitors("the name of an attribute", attribute.name())),
            optional("the benefit of an attribute", attribute.benefit()),
            attribute.kind().stream().flatMap(Wording::labels))
        .flatMap(wordings -> wordings);
  }

  private static Stream<Wording> labels(Kind kind) {
    return switch (kind) {
      case Kind.Choice choice -> labels(choice.labels());
      case Kind.Choices choices -> labels(choices.labels());
      case Kind.Numeric _,
          Kind.Flag _,
          Kind.Count _,
          Kind.Sum _,
          Kind.Latest _,
          Kind.Recency _,
          Kind.Sequence _,
          Kind.Evidence _ ->
          Stream.empty();
    };
  }

  private static Stream<Wording> of(EventDeclaration event) {
    return Stream.concat(
        Stream.of(visitors("the name of an event", event.name())),
        event.fields().stream().flatMap(Wording::of));
  }

  private static Stream<Wording> of(FieldDeclaration field) {
    return Stream.concat(
        Stream.of(visitors("the name of a field", field.name())),
        field.kind().stream()
            .flatMap(
                kind ->
                    switch (kind) {
                      case FieldKind.Choice choice -> labels(choice.labels());
                      case FieldKind.Numeric _, FieldKind.Flag _ -> Stream.empty();
                    }));
  }

  private static Stream<Wording> of(SegmentDeclaration segment) {
    return Stream.of(
            Stream.of(visitors("the name of a segment", segment.name())),
            optional("the title of a segment", segment.title()),
            segment.rules().stream()
                // A rule under 'when' is named like its segment.
                .filter(rule -> !rule.name().text().equals(segment.name().text()))
                .map(rule -> visitors("the name of a rule", rule.name())))
        .flatMap(wordings -> wordings);
  }

  private static Stream<Wording> of(SlotDeclaration slot) {
    return Stream.of(
            Stream.of(content("the name of a slot", slot.name())),
            slot.title().stream().map(word -> content("the title of a slot", word)),
            slot.content().stream().map(field -> content("the name of a field", field.name())),
            slot.offers().stream().flatMap(Wording::of))
        .flatMap(wordings -> wordings);
  }

  private static Stream<Wording> of(PersonaDeclaration persona) {
    return Stream.concat(
        Stream.of(visitors("the name of a persona", persona.name())),
        optional("the title of a persona", persona.title()));
  }

  private static Stream<Wording> of(OfferDeclaration offer) {
    return Stream.concat(
        offer.name().stream().map(word -> content("the name of an offer", word)),
        offer.variants().stream().map(variant -> content("the name of a variant", variant.name())));
  }

  private static Stream<Wording> labels(List<Word> labels) {
    return labels.stream().map(word -> visitors("a label", word));
  }

  private static Stream<Wording> optional(String what, Optional<Word> word) {
    return word.stream().map(found -> visitors(what, found));
  }

  private static Wording visitors(String what, Word word) {
    return new Wording(what, word, Says.VISITORS);
  }

  private static Wording content(String what, Word word) {
    return new Wording(what, word, Says.CONTENT);
  }
}
